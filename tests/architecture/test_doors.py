"""Every address of the house says who may come in."""

from laborrel.access.policy import every_view, policy_of
from tests.architecture.house import OURS


def test_every_address_has_a_policy() -> None:
    assert [route for route, pattern in every_view() if not policy_of(pattern)] == []


def test_every_address_of_ours_has_a_name() -> None:
    """The matrix of tests/access knows pages by their names."""
    nameless = [
        route
        for route, pattern in every_view()
        if pattern.callback.__module__.partition(".")[0] in OURS and not pattern.name
    ]
    assert nameless == []


def test_whoever_may_come_in_without_signing_in_is_let_in_for_a_reason() -> None:
    every = {route: policy_of(pattern) for route, pattern in every_view()}
    open_doors = {route: policy for route, policy in every.items() if policy.startswith("anyone,")}
    assert all(policy.partition(", because ")[2] for policy in open_doors.values())
    rooms = {route.split("/")[0] for route in open_doors if not route.startswith("^")}
    assert rooms <= {"healthz", "sign-in", "sign-out"}
