"""Every door of this room says who may open it, and holds to it."""

import pytest
from django.urls import URLResolver, get_resolver, reverse

from laborrel.people import urls
from laborrel.people.url_policies import POLICIES

ARGUMENTS = {
    "account_reset_password_from_key": {"uidb36": "1", "key": "x-y"},
    "mfa_edit_webauthn": {"pk": 1},
    "mfa_remove_webauthn": {"pk": 1},
    "end_session": {"pk": 1},
}


def patterns(found):
    for one in found:
        yield from patterns(one.url_patterns) if isinstance(one, URLResolver) else [one]


OURS = sorted(pattern.name for pattern in patterns(urls.urlpatterns))


def test_each_has_a_policy_with_a_reason():
    assert [name for name in OURS if name not in POLICIES] == []
    assert {policy.partition(", because ")[0] for policy in POLICIES.values()} == {"anyone", "anyone signed in"}


@pytest.mark.django_db
@pytest.mark.parametrize("name", [name for name in OURS if POLICIES[name].startswith("anyone signed in")])
@pytest.mark.parametrize("method", ["get", "post"])
def test_who_is_not_signed_in_is_sent_to_sign_in(visitor, name, method):
    space = "" if name in get_resolver().reverse_dict else "people:"
    response = getattr(visitor, method)(reverse(f"{space}{name}", kwargs=ARGUMENTS.get(name)))
    if response.status_code == 405:
        return
    assert response.status_code == 302
    assert response["Location"].startswith("/sign-in/")
