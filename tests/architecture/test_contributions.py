"""Everything the upper floors hang on the lower ones, by name. Read the printed list with `pytest -s`."""

from laborrel.web import contributions

EXPECTED = {
    "panels": {
        "contracts.Agreement: Open grievances under this agreement",
        "contracts.Clause: Grievances that cite this clause",
    },
    "search": {"Clauses", "Grievances"},
    "deadlines": {"Grievances"},
    "waiting": {"Abeyance", "Letters", "Settlements"},
    "changed": {"Grievances"},
    "reports": {"caseload", "disposition", "timeliness", "year"},
}


def standing() -> dict[str, set[str]]:
    contributions.discover()
    return {
        "panels": {f"{panel.on}: {panel.title}" for panel in contributions.panels},
        "search": {finder.kind for finder in contributions.finders},
        "deadlines": {name for name, _ in contributions.due},
        "waiting": {name for name, _ in contributions.waiting},
        "changed": {name for name, _ in contributions.changed},
        "reports": {report.slug for report in contributions.reports},
    }


def test_nothing_is_contributed_in_silence() -> None:
    found = standing()
    for point, names in found.items():
        print(f"{point}: {', '.join(sorted(names)) or 'none'}")
    assert found == EXPECTED
