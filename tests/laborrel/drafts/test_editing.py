"""Of two people who edit the same text, one saves and the other is shown both."""

import pytest

from laborrel.drafts.editing import SomeoneElseSaved, save_over


class Rows:
    """Stands in for a table with a revision, so that the rule is tried without one."""

    def __init__(self, row):
        self.row, self.wanted = row, {}

    def filter(self, **wanted):
        self.wanted = wanted
        return self

    def update(self, **changes):
        if self.wanted["revision"] != self.row.stored["revision"]:
            return 0
        self.row.stored |= changes
        return 1

    def get(self, pk):
        return type(self.row)(self.row.stored)


class Row:
    pk = 1

    def __init__(self, stored):
        self.stored = dict(stored)
        for name, value in stored.items():
            setattr(self, name, value)
        type(self)._base_manager = Rows(self)


def test_a_save_over_the_same_revision_counts_it_up() -> None:
    row = Row({"text": "old", "revision": 1})
    save_over(row, revision=1, text="new")
    assert (row.text, row.revision, row.stored) == ("new", 2, {"text": "new", "revision": 2})


def test_a_save_over_an_older_revision_keeps_both_texts() -> None:
    row = Row({"text": "theirs", "revision": 2})
    with pytest.raises(SomeoneElseSaved) as refusal:
        save_over(row, revision=1, text="mine")
    assert (refusal.value.theirs, refusal.value.yours) == ({"text": "theirs"}, {"text": "mine"})
    assert row.stored == {"text": "theirs", "revision": 2}
