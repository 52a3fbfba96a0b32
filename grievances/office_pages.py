"""The pages under Office that the grievances bring: codes and settlement limits."""

from grievances.access import KEEP_AUTHORITY, KEEP_CODES
from laborrel.access.reach import may
from laborrel.web import navigation


def list_pages() -> None:
    """Said once, when the app is ready."""
    navigation.office_page(
        "Grievances", "Issue codes", "grievances:codes", order=40, args=("issues",),
        lead="What grievances are about.", permitted=lambda user: may(user, KEEP_CODES),
    )  # fmt: skip
    navigation.office_page(
        "Grievances", "Outcome codes", "grievances:codes", order=41, args=("outcomes",),
        lead="How grievances end.", permitted=lambda user: may(user, KEEP_CODES),
    )  # fmt: skip
    navigation.office_page(
        "Grievances", "Settlement limits", "grievances:authority", order=42,
        lead="Up to which amount each role settles alone.", permitted=lambda user: may(user, KEEP_AUTHORITY),
    )  # fmt: skip
