"""The pages under Office that the ground floor brings; upper apps add theirs with `navigation.office_page`."""

from laborrel.access.accounts import GIVE_ROLES
from laborrel.access.permissions import Permission
from laborrel.access.reach import may
from laborrel.access.scopes import GRANT_ACCESS
from laborrel.audit.access import SEE_READINGS
from laborrel.correspondence.access import KEEP_TEMPLATES, SEE_REGISTER
from laborrel.home.access import KEEP_ORGANIZATION
from laborrel.home.views.office.kinds import KINDS
from laborrel.web import navigation

PEOPLE, LISTS, MAIL = "People and keys", "Lists", "Letters and mail"


def list_pages() -> None:
    """Said once, when the house opens."""
    _page(PEOPLE, "Accounts", "home:accounts", 10, "Who may sign in, with which roles.", GIVE_ROLES)
    _page(PEOPLE, "Desks and keys", "home:desks", 11, "Who works on which desk, and who is kept out.", GRANT_ACCESS)
    _page(PEOPLE, "Read log", "home:readings", 12, "Who read or exported confidential records.", SEE_READINGS)
    _page(PEOPLE, "Broken glass", "home:broken_glass", 13, "When an administrator looked, and why.", SEE_READINGS)
    _page(LISTS, "Letterhead and case numbers", "home:letterhead", 20, "Employer, office, address.", KEEP_ORGANIZATION)
    for order, kind in enumerate(KINDS.values(), start=21):
        _page(LISTS, kind.title, "home:list", order, kind.lead, KEEP_ORGANIZATION, kind.slug)
    lead = "Who may grieve, from which unit and department."
    _page(LISTS, "Employees", "home:employees", 30, lead, KEEP_ORGANIZATION)
    _page(MAIL, "Register of mail", "correspondence:register", 60, "What came in and went out.", SEE_REGISTER)
    _page(
        MAIL, "Letter templates", "correspondence:templates", 61, "The letters the office begins from.", KEEP_TEMPLATES
    )


def _page(group: str, label: str, url_name: str, order: int, lead: str, right: Permission, *args: str) -> None:
    navigation.office_page(
        group, label, url_name, order=order, lead=lead, permitted=lambda user: may(user, right), args=args
    )
