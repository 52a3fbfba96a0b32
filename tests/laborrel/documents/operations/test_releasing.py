"""A paper goes outward only, by name and for a reason."""

import pytest

from laborrel.access.guarded import NotPermitted
from laborrel.access.wall import reading_as
from laborrel.audit.models import Event
from laborrel.audit.sentences import sentence
from laborrel.documents.models import Document
from laborrel.documents.operations import (
    NotOutward,
    ReleaseWithoutReason,
    add_document,
    move_outward,
)
from tests.factories.office import NOW, SmallOffice


@pytest.fixture
def paper(office: SmallOffice) -> Document:
    with reading_as(office.holder):
        return add_document(
            matter=None, title="Cost note", kind="other", name="note.txt", content=b"Words.", by=office.holder, at=NOW,
            scope=office.desk,
        )  # fmt: skip


def test_a_new_paper_is_strategy(paper: Document) -> None:
    assert paper.compartment == "strategy"


def test_release_is_an_act_with_a_name_and_a_reason(office: SmallOffice, paper: Document) -> None:
    with reading_as(office.holder):
        released = move_outward(
            document=paper, to="exchanged", because="Handed over at Step 2.", by=office.holder, at=NOW
        )
        event = Event.objects.visible_to(office.holder).filter(verb="documents.move_outward").get()
    assert released.compartment == "exchanged"
    assert sentence(event) == (
        "Holder released “Cost note” from Strategy (management only) to Exchanged with the other side:"
        " Handed over at Step 2."
    )


def test_nothing_comes_back(office: SmallOffice, paper: Document) -> None:
    with reading_as(office.holder):
        released = move_outward(document=paper, to="public", because="Adopted.", by=office.holder, at=NOW)
        with pytest.raises(NotOutward):
            move_outward(document=released, to="exchanged", because="By mistake.", by=office.holder, at=NOW)


def test_a_reason_is_asked(office: SmallOffice, paper: Document) -> None:
    with reading_as(office.holder), pytest.raises(ReleaseWithoutReason):
        move_outward(document=paper, to="public", because="  ", by=office.holder, at=NOW)


@pytest.mark.parametrize(
    "name", ["nobody", "supervisor", "other_unit", "counsel", "administrator", "revoked", "walled"]
)
def test_others_may_not(office: SmallOffice, paper: Document, name: str) -> None:
    person = office.fresh(name)
    with reading_as(person), pytest.raises(NotPermitted):
        move_outward(document=paper, to="public", because="Because.", by=person, at=NOW)
    with reading_as(office.holder):
        assert Document.objects.visible_to(office.holder).get(pk=paper.pk).compartment == "strategy"
