"""The list of reports exists for who may open one."""

import pytest


@pytest.mark.parametrize(
    ("name", "status"), [("holder", 200), ("senior", 200), ("supervisor", 404), ("counsel", 404), ("nobody", 404)]
)
def test_without_a_report_the_page_is_not_there(office, client_of, name, status):
    assert client_of(office.people[name]).get("/reports/").status_code == status
