"""The one search box: the cases first, and one box on the page."""

from tests.factories.grievances import filed


def test_cases_stand_before_clauses(office, client_of):
    filed(office)
    answer = client_of(office.holder).get("/find/?q=overtime")
    assert [kind for kind, _ in answer.context["found"]] == ["Grievances", "Clauses"]


def test_there_is_one_box_with_its_label_and_the_words_in_it(office, client_of):
    page = client_of(office.holder).get("/find/?q=overtime").content.decode()
    assert (page.count('role="search"'), page.count('name="q"')) == (1, 1)
    assert ('<label class="usa-sr-only" for="find">' in page, 'value="overtime"' in page) == (True, True)


def test_a_case_out_of_reach_is_not_found(office, client_of):
    filed(office)
    kinds = [kind for kind, _ in client_of(office.other_unit).get("/find/?q=overtime").context["found"]]
    assert kinds == ["Clauses"]
