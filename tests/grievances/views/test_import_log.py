"""The pages of an import: bring, columns, dry run, take in; seen by their owner alone."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile

from grievances import tasks
from grievances.models import Grievance, LogImport
from grievances.operations import log_imports
from laborrel.access.wall import reading_as
from laborrel.documents.uploaded_rows import read_rows
from tests.factories.grievances import agreement_of, code_lists
from tests.factories.logs import CLOSED, OPEN, RECEIVED, as_csv
from tests.factories.office import SmallOffice

pytestmark = pytest.mark.django_db
IMPORTS = "/grievances/import/"


@pytest.fixture(autouse=True)
def small_world(office: SmallOffice, settings):
    settings.LABORREL_JOBS_AT_ONCE = True
    code_lists()
    agreement_of(office.clerical)
    with time_machine.travel(datetime(2026, 3, 9, 17, 0, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def holder(office: SmallOffice, client_of):
    return client_of(office.holder)


def brought(browser, rows, name="log.csv") -> str:
    """The address of the import's page."""
    answer = browser.post(IMPORTS, {"log": SimpleUploadedFile(name, as_csv(rows))})
    assert answer.status_code == 302
    return answer.url


def columns_of(browser, url: str) -> dict[str, str]:
    form = browser.get(url).context["form"]
    return {name: form.initial.get(name, field.initial) for name, field in form.fields.items()}


def in_hand(user) -> list[Grievance]:
    with reading_as(user):
        return list(Grievance.objects.visible_to(user))


def test_a_log_goes_from_the_file_to_the_docket(office: SmallOffice, holder) -> None:
    url = brought(holder, [CLOSED, OPEN, RECEIVED])
    page = holder.get(url).content.decode()
    assert "G-17" in page
    assert holder.post(f"{url}columns/", columns_of(holder, url)).status_code == 302
    page = holder.get(url).content.decode()
    assert ("3 new cases would be taken in" in page, ">Import 3 cases<" in page) == (True, True)
    assert in_hand(office.holder) == []
    assert holder.post(f"{url}take-in/").status_code == 302
    assert "3 new cases" in holder.get(url).content.decode()
    assert len(in_hand(office.holder)) == 3
    assert "Taken in" in holder.get(IMPORTS).content.decode()


def test_faults_are_shown_and_nothing_can_be_taken_in(office: SmallOffice, holder) -> None:
    url = brought(holder, [OPEN | {"Department": "Parcs"}])
    holder.post(f"{url}columns/", columns_of(holder, url))
    page = holder.get(url).content.decode()
    assert "“Parcs” is no department of this office." in page
    assert "take-in" not in page
    holder.post(f"{url}take-in/")
    assert in_hand(office.holder) == []
    workbook = holder.get(f"{url}findings.xlsx")
    row = read_rows(workbook.content, name="findings.xlsx").rows[0]
    assert (row["Line"], row["Column"], row["Kind"]) == (2, "Department", "Fault")


def test_two_headings_for_one_column_are_refused_and_the_choice_is_kept(holder) -> None:
    url = brought(holder, [OPEN])
    chosen = columns_of(holder, url) | {"column_4": "number"}
    answer = holder.post(f"{url}columns/", chosen)
    assert answer.status_code == 422
    assert "are taken for Number" in answer.content.decode()
    assert answer.context["form"]["column_4"].value() == "number"


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("log.csv", b"", "The submitted file is empty"),
        ("log.pdf", b"%PDF-1.7", "Rows are read from Excel workbooks"),
        ("log.csv", b"1,2\n3,4\n", "no row of headings"),
    ],
)
def test_a_file_that_is_no_log_is_refused_at_the_field(holder, name, content, says) -> None:
    answer = holder.post(IMPORTS, {"log": SimpleUploadedFile(name, content)})
    assert answer.status_code == 422
    assert says in answer.content.decode()


def test_no_file_at_all_is_told_at_the_field(holder) -> None:
    assert holder.post(IMPORTS, {}).status_code == 422


def test_an_import_is_seen_by_nobody_but_its_owner(office: SmallOffice, holder, client_of) -> None:
    url = brought(holder, [OPEN | {"Title": "A name nobody else should read"}])
    for other in (office.senior, office.same_unit):
        browser = client_of(other)
        assert browser.get(url).status_code == 404
        assert browser.post(f"{url}columns/", {}).status_code == 404
        assert browser.post(f"{url}take-in/").status_code == 404
        assert browser.post(f"{url}discard/").status_code == 404
        assert browser.get(f"{url}findings.xlsx").status_code == 404
        assert "log.csv" not in browser.get(IMPORTS).content.decode()
    with reading_as(office.senior):
        assert LogImport.objects.count() == 0


@pytest.mark.parametrize("person", ["supervisor", "table_b", "counsel", "administrator"])
def test_for_others_the_page_is_not_there(office: SmallOffice, client_of, person: str) -> None:
    assert client_of(office.people[person]).get(IMPORTS).status_code == 404


def test_a_log_can_be_given_up(office: SmallOffice, holder) -> None:
    url = brought(holder, [OPEN])
    assert holder.post(f"{url}discard/").status_code == 302
    assert holder.get(url).status_code == 404


def test_while_a_worker_works_the_page_shows_how_far_it_is(office: SmallOffice, holder, settings) -> None:
    settings.LABORREL_JOBS_AT_ONCE = False
    url = brought(holder, [OPEN, CLOSED])
    holder.post(f"{url}columns/", columns_of(holder, url))
    page = holder.get(url)
    assert "Checking line 0 of 2" in page.content.decode()
    part = holder.get(url, headers={"HX-Request": "true", "HX-Target": "progress"}).content.decode()
    assert part.lstrip().startswith('<div id="progress"')


def test_when_the_work_ends_the_page_goes_on_by_itself(office: SmallOffice, holder, settings) -> None:
    settings.LABORREL_JOBS_AT_ONCE = False
    url = brought(holder, [OPEN, CLOSED])
    job = {"requested_by": office.holder.pk, "import_id": int(url.rstrip("/").rpartition("/")[2])}
    asked = {"HX-Request": "true", "HX-Target": "progress", "X-Unattended": "1"}
    said = []
    for send, work in (("columns/", tasks.check_log_import), ("take-in/", tasks.take_in_log_import)):
        holder.post(f"{url}{send}", columns_of(holder, url) if send == "columns/" else {})
        assert holder.get(url, headers=asked).status_code == 200
        work(**job)
        answer = holder.get(url, headers=asked)
        assert (answer.status_code, answer.headers["HX-Redirect"], answer.content) == (204, url, b"")
        page = holder.get(url)
        said.append((page.context["log"].get_state_display(), "would be taken in" in page.content.decode()))
    assert said == [("Checked", True), ("Taken in", False)]


def test_the_word_is_import_wherever_one_comes_to_it(holder) -> None:
    said = holder.get(IMPORTS).content.decode() + holder.get("/grievances/").content.decode()
    assert ("<title>Import a log · " in said, ">Import a log</a>" in said) == (True, True)
    assert "log in" not in said.lower()


def test_work_that_stops_says_so_and_can_be_begun_again(office: SmallOffice, holder, settings, monkeypatch) -> None:
    settings.LABORREL_JOBS_AT_ONCE = False
    url = brought(holder, [OPEN])
    holder.post(f"{url}columns/", columns_of(holder, url))
    job = {"requested_by": office.holder.pk, "import_id": int(url.rstrip("/").rpartition("/")[2])}
    with monkeypatch.context() as broken:
        broken.setattr(log_imports, "fetch", lambda *_, **__: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            tasks.check_log_import(**job)
    assert "It stopped; nothing was taken in" in holder.get(url).content.decode()
    holder.post(f"{url}columns/", columns_of(holder, f"{url}?columns"))
    tasks.check_log_import(**job)
    assert "1 new case would be taken in" in holder.get(url).content.decode()
