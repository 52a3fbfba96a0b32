"""Which papers a case still lacks: one rule, one function, one sentence each."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from grievances.doors import door
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

    @property
    def number(self) -> str:
        return self.case.grievance.number


@dataclass(frozen=True, slots=True)
class Missing:
    """A paper the case lacks, and the page on which it is brought; no page where there is none."""

    words: str
    url: str = ""


def written_grievance(papers: Papers) -> Iterator[Missing]:
    grievance = papers.case.grievance
    was_oral = grievance.received_by_method == Grievance.FilingMethod.ORAL
    if not was_oral and not any(paper.kind in ("grievance", "appeal") for paper in papers.documents):
        yield Missing("The written grievance", f"{door('grievances:papers', grievance.number)}#add")


def signed_extensions(papers: Papers) -> Iterator[Missing]:
    for extension in papers.case.rows["extensions"]:
        if not extension.is_proven:
            url = door("grievances:prove_extension", papers.number, extension.pk)
            yield Missing(f"The signed extension agreed {spoken(extension.agreed_on)}", url)


def signed_holds(papers: Papers) -> Iterator[Missing]:
    for hold in papers.case.rows["holds"]:
        if hold.document_id is None:
            yield Missing(f"The signed agreement to hold from {spoken(hold.from_on)}")


def payment_proofs(papers: Papers) -> Iterator[Missing]:
    for settlement in papers.case.rows["settlements"]:
        if settlement.state == "signed" and settlement.amount_cents:
            url = door("grievances:settle", papers.number)
            yield Missing(f"Proof of payment of {money(settlement.amount_cents)}", url)


def proofs_of_service(papers: Papers) -> Iterator[Missing]:
    for letter in papers.letters:
        if letter.state == "issued" and not letter.is_served:
            number = letter.register_entry.number if letter.register_entry else letter.subject
            yield Missing(f"Proof of service of letter {number}", door("correspondence:serve", letter.key))


RULES = (written_grievance, signed_extensions, signed_holds, payment_proofs, proofs_of_service)


def missing_papers(papers: Papers) -> list[Missing]:
    return [missing for rule in RULES for missing in rule(papers)]
