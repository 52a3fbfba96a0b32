"""The reports of the grievances app, by name: what the list of reports shows to whom."""

from typing import Any

from grievances.access import SEE_REPORTS
from laborrel.access.reach import may
from laborrel.web.contributions import Report, report


def _may_see(user: Any) -> bool:
    return may(user, SEE_REPORTS)


CASELOAD = report(
    Report(
        "caseload",
        "Caseload",
        "Grievances received, closed and open, by unit, department, step and specialist, in any period.",
        _may_see,
        "grievances:report_caseload",
    )
)
DISPOSITION = report(
    Report(
        "disposition",
        "Disposition by step of resolution",
        "How the grievances closed in a period ended, by the step they ended at.",
        _may_see,
        "grievances:report_disposition",
    )
)
TIMELINESS = report(
    Report(
        "timeliness",
        "Timeliness of both sides",
        "Median and 90th percentile days to our answers and their appeals, and the share of dates kept.",
        _may_see,
        "grievances:report_timeliness",
    )
)
YEAR = report(
    Report(
        "year",
        "One specialist's year",
        "What one specialist handled in a period, in one sentence with its denominators.",
        _may_see,
        "grievances:report_year",
    )
)
