"""How many cases came, went and stand, how they ended, and how long both sides took; within one person's reach."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, DurationField, ExpressionWrapper, F, OuterRef, Q, QuerySet, Subquery

from grievances.access import SEE_REPORTS
from grievances.models import Answer, DueDate, Grievance, StepVisit
from grievances.queries.figures import Figures, Period, Table, percentile, share, spelled

NOT_SAID = "Not said"
_DIMENSIONS = {"unit": "Unit", "department": "Department", "step": "Step", "specialist": "Specialist"}


def caseload(user: Any, period: Period) -> Figures:
    """R01: received, closed and open by unit, department, step and specialist. One query."""
    within = _cases(user).filter(received_on__lte=period.last)
    open_at_end = Q(closed_on__isnull=True) | Q(closed_on__gt=period.last)
    groups = list(
        within.values("unit__name", "department__name", "step", "step_name", "holder__full_name").annotate(
            before=Count("pk", filter=Q(received_on__lt=period.first) & _open_on(period.first)),
            received=Count("pk", filter=Q(received_on__gte=period.first)),
            closed=Count("pk", filter=Q(closed_on__range=(period.first, period.last))),
            stands=Count("pk", filter=open_at_end),
        )
    )  # fmt: skip
    groups = [group for group in groups if any(group[name] for name in _COUNTS)]
    handled = sum(group["before"] + group["received"] for group in groups)
    tables = [
        _by(f"By {name}", heading, groups, key, handled)
        for (name, heading), key in zip(_DIMENSIONS.items(), _KEYS, strict=True)
    ]
    received, closed = (sum(group[name] for group in groups) for name in ("received", "closed"))
    return Figures(
        "Caseload",
        period,
        f"{handled:,} grievances handled in {period.words}: {received:,} received, {closed:,} closed, "
        f"{sum(group['stands'] for group in groups):,} open at the end.",
        tuple(tables),
        (
            "Handled: open on the first day of the period or received in it.",
            "Step: the step at which a case stands today, or stood when it was closed.",
        ),
    )


def disposition(user: Any, period: Period) -> Figures:
    """R02: how the cases closed in the period ended, by the step they ended at. One query."""
    groups = list(
        _cases(user)
        .filter(closed_on__range=(period.first, period.last))
        .values("step", "outcome_step", "outcome__name")
        .annotate(count=Count("pk"))
    )
    total = sum(group["count"] for group in groups)
    outcomes = sorted({group["outcome__name"] for group in groups})
    by_step: dict[tuple[int, str], Counter[str]] = defaultdict(Counter)
    for group in groups:
        by_step[_ended_at(group["step"], group["outcome_step"])][group["outcome__name"]] += group["count"]
    rows = tuple(
        (name, *(counts[outcome] for outcome in outcomes), counts.total(), share(counts.total(), total))
        for (_, name), counts in sorted(by_step.items())
    )
    of_each = [sum(counts[outcome] for counts in by_step.values()) for outcome in outcomes]
    return Figures(
        "Disposition by step of resolution",
        period,
        f"{total:,} grievances closed in {period.words}.",
        (
            Table(
                "How they ended, by the step they ended at",
                ("Ended at", *outcomes, "All", "Share"),
                rows,
                f"Of {total:,} grievances closed in the period.",
                ("All", *of_each, total, share(total, total)),
            ),
        ),
        ("Ended at: the step at which the case stood when it was closed.",),
    )


def timeliness(user: Any, period: Period) -> Figures:
    """R03: how long both sides took, and how many of their dates they kept. Three queries."""
    cases = _cases(user)
    ours = (
        Answer.objects.filter(visit__grievance__in=cases, issued_on__range=(period.first, period.last))
        .annotate(days=_days("issued_on", "visit__filed_on"))
        .values("visit__grievance__unit__name", "days")
        .annotate(count=Count("pk"))
        .values_list("visit__grievance__unit__name", "days", "count")
    )
    return Figures(
        "Timeliness of both sides",
        period,
        f"How long the answers and the appeals of {period.words} took, and how many dates were kept.",
        (
            _took("Days from filing at a step to our answer", "answers we gave", ours),
            _took("Days from our answer to the appeal", "appeals of the other side", _appeals(cases, period)),
            _kept(cases, period),
        ),
        (
            "Days are calendar days. The median and the 90th percentile are of the nearest rank.",
            "In time: done on or before its last day. A date that moved by a proven extension counts as extended.",
            "Dates of cases taken in from an older log are those of that log.",
        ),
    )


def year_of(user: Any, specialist: Any, period: Period) -> Figures:
    """One specialist's grievances received in a period, and what became of each. One query."""
    rows = list(
        _cases(user)
        .filter(holder=specialist, received_on__range=(period.first, period.last))
        .values_list(
            "unit__name", "department__name", "state", "step", "outcome_step", "outcome__name", "outcome__is_resolved"
        )
    )
    parts = Counter(_became(*row[2:]) for row in rows)
    ordered = sorted(parts.items())
    units, departments = ({row[place] for row in rows if row[place]} for place in (0, 1))
    said = ", ".join(f"{count:,} {words}" for (_, words), count in ordered)
    spread = f"{spelled(len(departments), 'department', 'departments')}, {spelled(len(units), 'unit', 'units')}"
    total = len(rows)
    noun = "grievance" if total == 1 else "grievances"
    sentence = f"{total:,} {noun} handled in {period.words}: {said}; {spread}." if rows else (
        f"No grievance was handled in {period.words}."
    )  # fmt: skip
    became = tuple((words[:1].upper() + words[1:], count, share(count, total)) for (_, words), count in ordered)
    of_all = f"Of {total:,} grievances received in the period and held by {specialist.full_name}."
    return Figures(
        f"The year of {specialist.full_name}",
        period,
        sentence,
        (
            Table(
                "What became of them", ("Became", "Cases", "Share"), became, of_all, ("All", total, share(total, total))
            ),
            _counted("By department", "Department", (row[1] for row in rows), of_all),
            _counted("By unit", "Unit", (row[0] for row in rows), of_all),
        ),
        (
            "Handled: received in the period and held by this person today.",
            "Resolved: closed with an outcome that counts as resolved; withdrawn and waived cases are told apart.",
        ),
    )


def holders(user: Any) -> list[tuple[int, str]]:
    """Who holds cases within reach, by name. One query."""
    named = _cases(user).filter(holder__isnull=False).order_by("holder__full_name")
    return list(named.values_list("holder_id", "holder__full_name").distinct())


_COUNTS = ("before", "received", "closed", "stands")


def _cases(user: Any) -> QuerySet[Grievance]:
    cases: QuerySet[Grievance] = Grievance.objects.visible_to(user, SEE_REPORTS).order_by()
    return cases


def _open_on(day: date) -> Q:
    return Q(closed_on__isnull=True) | Q(closed_on__gte=day)


def _step_words(group: dict[str, Any]) -> str:
    return _ended_at(group["step"], group["step_name"])[1]


_KEYS: tuple[Callable[[dict[str, Any]], str], ...] = (
    lambda group: group["unit__name"],
    lambda group: group["department__name"] or NOT_SAID,
    _step_words,
    lambda group: group["holder__full_name"] or "Nobody here",
)


def _by(
    title: str, heading: str, groups: Iterable[dict[str, Any]], key: Callable[[dict[str, Any]], str], handled: int
) -> Table:
    sums: dict[str, list[int]] = defaultdict(lambda: [0] * len(_COUNTS))
    for group in groups:
        mine = sums[key(group)]
        for position, name in enumerate(_COUNTS):
            mine[position] += group[name]
    rows = tuple((name, *counts, share(counts[0] + counts[1], handled)) for name, counts in sorted(sums.items()))
    total = [sum(counts[position] for counts in sums.values()) for position in range(len(_COUNTS))]
    return Table(
        title,
        (heading, "Open before", "Received", "Closed", "Open at the end", "Share of handled"),
        rows,
        f"Of {handled:,} grievances handled in the period.",
        ("All", *total, share(handled, handled)),
    )


def _ended_at(step: int | None, name: str) -> tuple[int, str]:
    if "arbitration" in name.lower():
        return (99, "Arbitration")
    return (step, f"Step {step}") if step else (0, "Before Step 1")


def _became(
    state: str, step: int | None, ended_at: str, outcome: str | None, is_resolved: bool | None
) -> tuple[tuple[int, int], str]:
    """(order, words): resolved by step, then other endings, then what is pending."""
    if outcome is not None:
        number, name = _ended_at(step, ended_at)
        if is_resolved:
            return (0, number), f"resolved {'in' if number == 99 else 'at'} {name.lower() if number == 99 else name}"
        return (1, 0), outcome.partition(":")[0].lower()
    if state == "at_arbitration":
        return (2, 99), "pending arbitration"
    return (2, step or 0), f"pending at Step {step}" if step else "received and not yet filed"


def _days(later: str, earlier: str) -> ExpressionWrapper:
    return ExpressionWrapper(F(later) - F(earlier), output_field=DurationField())


def _appeals(cases: QuerySet[Grievance], period: Period) -> Iterable[tuple[str, timedelta, int]]:
    answered = (
        Answer.objects.filter(visit__grievance=OuterRef("grievance"), issued_on__lte=OuterRef("filed_on"))
        .order_by("-issued_on")
        .values("issued_on")[:1]
    )
    return (
        StepVisit.objects.filter(
            grievance__in=cases,
            came_by__in=[StepVisit.CameBy.APPEALED, StepVisit.CameBy.REFERRED],
            filed_on__range=(period.first, period.last),
        )
        .annotate(answered_on=Subquery(answered))
        .filter(answered_on__isnull=False)
        .annotate(days=_days("filed_on", "answered_on"))
        .order_by()
        .values("grievance__unit__name", "days")
        .annotate(count=Count("pk"))
        .values_list("grievance__unit__name", "days", "count")
    )


def _took(title: str, of_what: str, groups: Iterable[tuple[str, timedelta, int]]) -> Table:
    histograms: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for unit, days, count in groups:
        histograms[unit].append((days.days, count))
    everything = [pair for histogram in histograms.values() for pair in histogram]
    total = sum(count for _, count in everything)
    return Table(
        title,
        ("Unit", "Counted", "Median days", "90th percentile"),
        tuple(_spread(unit, histogram) for unit, histogram in sorted(histograms.items())),
        f"Of {total:,} {of_what} in the period.",
        _spread("All", everything),
    )


def _spread(name: str, histogram: list[tuple[int, int]]) -> tuple[str, int, int | None, int | None]:
    return (name, sum(count for _, count in histogram), percentile(histogram, 50), percentile(histogram, 90))


def _kept(cases: QuerySet[Grievance], period: Period) -> Table:
    """Dates that ran out in the period, kept and not kept, by side."""
    groups = (
        DueDate.objects.filter(
            grievance__in=cases,
            superseded_at__isnull=True,
            side__in=["ours", "theirs"],
            state__in=["met", "late", "lapsed"],
            due_on__range=(period.first, period.last),
        )
        .order_by()
        .values("side", "state")
        .annotate(count=Count("pk"))
        .values_list("side", "state", "count")
    )
    sides: dict[str, Counter[str]] = {"ours": Counter(), "theirs": Counter()}
    for side, state, count in groups:
        sides[side][state] += count
    rows = tuple(
        (name, counts["met"], counts["late"], counts["lapsed"], counts.total(), share(counts["met"], counts.total()))
        for name, counts in (("Ours", sides["ours"]), ("The other side's", sides["theirs"]))
    )
    total = sides["ours"].total() + sides["theirs"].total()
    return Table(
        "Dates kept",
        ("Whose date", "In time", "Late", "Never done", "Dates", "In time, share"),
        rows,
        f"Of {total:,} dates that fell due in the period.",
    )


def _counted(title: str, heading: str, names: Iterable[str | None], denominator: str) -> Table:
    counts = Counter(name or NOT_SAID for name in names)
    total = counts.total()
    rows = tuple((name, count, share(count, total)) for name, count in sorted(counts.items()))
    return Table(title, (heading, "Cases", "Share"), rows, denominator, ("All", total, share(total, total)))
