"""Which papers a case still lacks: one rule, one function, one sentence each."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from grievances.models import Grievance
from grievances.whole_case import WholeCase
from laborrel.audit.sentences import money
from laborrel.workdays.wording import spoken


@dataclass(frozen=True, slots=True)
class Papers:
    """The case, the papers on it this person may see, and its letters."""

    case: WholeCase
    documents: Iterable[Any]
    letters: Iterable[Any]


def written_grievance(papers: Papers) -> Iterator[str]:
    grievance = papers.case.grievance
    was_oral = grievance.received_by_method == Grievance.FilingMethod.ORAL
    if not was_oral and not any(paper.kind in ("grievance", "appeal") for paper in papers.documents):
        yield "The written grievance"


def signed_extensions(papers: Papers) -> Iterator[str]:
    for extension in papers.case.rows["extensions"]:
        if not extension.is_proven:
            yield f"The signed extension agreed {spoken(extension.agreed_on)}"


def signed_holds(papers: Papers) -> Iterator[str]:
    for hold in papers.case.rows["holds"]:
        if hold.document_id is None:
            yield f"The signed agreement to hold from {spoken(hold.from_on)}"


def payment_proofs(papers: Papers) -> Iterator[str]:
    for settlement in papers.case.rows["settlements"]:
        if settlement.state == "signed" and settlement.amount_cents:
            yield f"Proof of payment of {money(settlement.amount_cents)}"


def proofs_of_service(papers: Papers) -> Iterator[str]:
    for letter in papers.letters:
        if letter.state == "issued" and not letter.is_served:
            number = letter.register_entry.number if letter.register_entry else letter.subject
            yield f"Proof of service of letter {number}"


RULES = (written_grievance, signed_extensions, signed_holds, payment_proofs, proofs_of_service)


def missing_papers(papers: Papers) -> list[str]:
    return [sentence for rule in RULES for sentence in rule(papers)]
