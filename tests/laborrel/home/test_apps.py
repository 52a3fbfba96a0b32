"""The frame of the whole house: which room of the rail is lit on pages whose address does not say so."""

import uuid

import pytest
from django.test import RequestFactory
from django.urls import resolve, reverse

from laborrel.access.wall import reading_as
from laborrel.web import navigation

KEY = uuid.UUID(int=7)


@pytest.mark.parametrize(
    ("view_name", "args", "lit"),
    [
        ("home:desk", [], "Desk"),
        ("home:reports", [], "Reports"),
        ("home:accounts", [], "Office"),
        ("home:find", [], ""),
        ("contracts:agreements", [], "Contracts"),
        ("grievances:docket", [], "Grievances"),
        ("grievances:case", ["26-CL-1"], "Grievances"),
        ("grievances:report_timeliness", [], "Reports"),
        ("grievances:report_xlsx", ["year"], "Reports"),
        ("grievances:codes", ["issues"], "Office"),
        ("grievances:authority", [], "Office"),
        ("correspondence:letter", [KEY], "Grievances"),
        ("correspondence:review", [KEY], "Grievances"),
        ("correspondence:withdraw_proof", [KEY, 1], "Grievances"),
        ("correspondence:register", [], "Office"),
        ("correspondence:answered", ["26-IN-1"], "Office"),
        ("correspondence:templates", [], "Office"),
        ("correspondence:template", [1], "Office"),
        ("correspondence:begin_letter", [1], "Office"),
        ("correspondence:waiting", [], "Desk"),
    ],
)
def test_the_room_one_is_in_is_lit(office, view_name, args, lit):
    request = RequestFactory().get(reverse(view_name, args=args))
    request.user, request.resolver_match = office.senior, resolve(request.path)
    with reading_as(office.senior):
        rail = navigation.rail(request)
    assert [link.label for link in rail if link.is_current] == ([lit] if lit else [])
