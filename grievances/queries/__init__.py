"""Questions across cases: the docket and its filters, its order and its columns."""
