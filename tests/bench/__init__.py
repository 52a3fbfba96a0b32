"""The benchmark of `make bench`: the docket and the case page at size, against the floor. Never an assertion."""
