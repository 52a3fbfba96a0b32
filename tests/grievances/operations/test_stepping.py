"""Screening, meetings, provisions and other dated happenings are kept well enough to be shown at a hearing."""

from datetime import date, time

import pytest

from grievances.models import CitedClause
from grievances.operations.filing import Citation
from grievances.operations.stepping import (
    RECORDABLE,
    Meeting,
    Screening,
    cite_provisions,
    record_happening,
    record_meeting,
    replace_citation,
    screen,
)
from grievances.refusals import (
    CitationReplaced,
    DateBeforeEvent,
    DateInFuture,
    NotUnderWay,
    PaperOfAnotherCase,
)
from grievances.time_limits.rules import Happening
from laborrel.access.wall import reading_as
from laborrel.lifecycle import IllegalTransition
from tests.factories.case_acts import act, fresh, history, paper, verbs
from tests.factories.grievances import filed, received

MARCH_4, MARCH_9, MARCH_10 = date(2026, 3, 4), date(2026, 3, 9), date(2026, 3, 10)


@pytest.fixture
def case(office):
    return fresh(filed(office), office.holder)


def test_the_three_threshold_answers_are_kept_with_their_rules(office, case):
    screening = Screening("unclear", "9.1, 10 business days", "yes", "Article 1", "yes", "9.2")
    visit = act(screen, office.holder, grievance=case, screening=screening)
    assert visit.screening == {
        "timely": {"answer": "unclear", "rule": "9.1, 10 business days"},
        "in the unit": {"answer": "yes", "rule": "Article 1"},
        "grievable": {"answer": "yes", "rule": "9.2"},
    }
    assert history(case, office.holder)[-1] == (
        "Holder screened the grievance: timely: unclear, in the unit: yes, grievable: yes."
    )


def test_a_meeting_is_complete_enough_to_be_an_exhibit(office, case):
    exchanged = paper(case, office.holder, title="Overtime ledger")
    meeting = Meeting(
        MARCH_4, "A. Example, grievant, union\nH. Holder, employer", time(9, 30), "City Hall, room 4",
        "Seniority was passed over.", "Nobody could be reached.", "Ledger of February", (exchanged,),
    )  # fmt: skip
    held = act(record_meeting, office.holder, grievance=case, meeting=meeting)
    with reading_as(office.holder):
        held.refresh_from_db()
        facts = (held.held_on, held.began_at, held.place, held.attendees.count("\n"), held.recorded_by)
        papers = [row.document.title for row in held.papers.select_related("document")]
        scopes = {held.scope_id, held.visit.scope_id, *held.papers.values_list("scope_id", flat=True)}
    assert facts == (MARCH_4, time(9, 30), "City Hall, room 4", 1, office.holder)
    assert (papers, scopes) == (["Overtime ledger"], {office.desk.pk})
    assert history(case, office.holder)[-1] == "Holder recorded the Step 1 meeting of Wed 4 Mar 2026."


@pytest.mark.parametrize(("held_on", "refusal"), [(MARCH_10, DateInFuture), (date(2026, 3, 1), DateBeforeEvent)])
def test_a_meeting_lies_between_the_filing_and_today(office, case, held_on, refusal):
    with pytest.raises(refusal):
        act(record_meeting, office.holder, grievance=case, meeting=Meeting(held_on, "A. Example"))


def test_a_paper_of_another_case_is_not_taken_into_a_meeting(office, case):
    foreign = paper(filed(office), office.holder)
    with pytest.raises(PaperOfAnotherCase):
        act(record_meeting, office.holder, grievance=case, meeting=Meeting(MARCH_4, "A. Example", papers=(foreign,)))
    assert "grievances.record_meeting" not in verbs(case, office.holder)


def test_a_happening_starts_clocks_and_reads_as_a_sentence(office, case):
    act(record_happening, office.holder, grievance=case, kind=Happening.NOTICE_SERVED, on=MARCH_4, note="by fax")
    with reading_as(office.holder):
        row = case.happenings.get()
    assert (row.kind, row.step, row.on, row.note) == ("notice_served", 1, MARCH_4, "by fax")
    assert history(case, office.holder)[-1] == "Holder recorded: notice served (by fax), Wed 4 Mar 2026."


@pytest.mark.parametrize("dates", [{"on": MARCH_10}, {"on": MARCH_9, "received_on": MARCH_10}])
def test_a_happening_has_happened(office, case, dates):
    with pytest.raises(DateInFuture):
        act(record_happening, office.holder, grievance=case, kind=Happening.PAID, **dates)


@pytest.mark.parametrize("kind", [kind for kind in Happening if kind not in RECORDABLE])
def test_what_has_a_verb_of_its_own_or_follows_by_itself_is_not_recorded_by_hand(office, case, kind):
    with pytest.raises(ValueError, match="is recorded by a verb of its own"):
        act(record_happening, office.holder, grievance=case, kind=kind, on=MARCH_9)


def test_an_amended_citation_keeps_the_old_one(office, case):
    with reading_as(office.holder):
        old = CitedClause.objects.get(visit__grievance=case)
    clause = case.agreement.clauses.get(number="9")
    new = act(replace_citation, office.holder, cited=old, article="9.2", clause=clause, on=MARCH_9)
    with reading_as(office.holder):
        rows = list(CitedClause.objects.filter(visit__grievance=case).values_list("article", "replaced_by"))
    assert rows == [("12.3", new.pk), ("9.2", None)]
    assert history(case, office.holder)[-1] == "Holder replaced the citation of 12.3 by 9.2."
    with pytest.raises(CitationReplaced):
        act(replace_citation, office.holder, cited=old, article="9.3", clause=None, on=MARCH_9)
    with pytest.raises(DateInFuture):
        act(replace_citation, office.holder, cited=new, article="9.3", clause=None, on=MARCH_10)


def test_provisions_are_cited_at_the_present_step_by_either_side(office, case):
    act(
        cite_provisions, office.holder, grievance=case, citations=[Citation("4.1"), Citation("4.2")],
        cited_by="employer", on=MARCH_9,
    )  # fmt: skip
    with reading_as(office.holder):
        rows = list(CitedClause.objects.filter(cited_by="employer").values_list("article", "visit__sequence"))
    assert rows == [("4.1", 1), ("4.2", 1)]
    assert history(case, office.holder)[-1] == "Holder recorded the provisions cited at Step 1: 4.1, 4.2."
    with pytest.raises(DateInFuture):
        act(cite_provisions, office.holder, grievance=case, citations=[Citation("4")], cited_by="union", on=MARCH_10)


def test_nothing_happens_at_a_step_of_a_case_that_is_only_received(office):
    case = fresh(received(office), office.holder)
    with pytest.raises(IllegalTransition):
        act(screen, office.holder, grievance=case, screening=Screening("yes", "", "yes", "", "yes", ""))
    with pytest.raises(IllegalTransition):
        act(record_meeting, office.holder, grievance=case, meeting=Meeting(MARCH_4, "A. Example"))
    with pytest.raises(NotUnderWay, match="only received, or it is closed"):
        act(record_happening, office.holder, grievance=case, kind=Happening.PAID, on=MARCH_9)
    with pytest.raises(NotUnderWay):
        act(cite_provisions, office.holder, grievance=case, citations=[], cited_by="union", on=MARCH_9)
