"""Saved views: one's own to keep, rename, open first, share and delete; others' to use when shared, never to change."""

import pytest

from grievances.models import SavedView
from laborrel.access.wall import reading_as
from laborrel.audit.models import Event
from tests.factories.office import SmallOffice

VIEWS = "/grievances/views/"


@pytest.fixture
def holder(office: SmallOffice, client_of):
    return client_of(office.holder)


def views_of(user) -> list[tuple[str, str, bool, bool]]:
    with reading_as(user):
        rows = SavedView.objects.filter(owner=user)
        return [(view.name, view.query, view.is_shared, view.is_default) for view in rows]


def saved(user, name: str = "Late ones", **facts) -> SavedView:
    with reading_as(user):
        return SavedView.objects.create(owner=user, name=name, **{"query": "due=overdue", **facts})


def test_the_docket_as_it_stands_is_saved_without_its_page(office: SmallOffice, holder) -> None:
    query = "due=overdue&sort=-due&after=abc&words=&unit=CL"
    answer = holder.post(VIEWS, {"name": "  Late   ones ", "query": query})
    assert (answer.status_code, answer["Location"]) == (302, "/grievances/?due=overdue&sort=-due&unit=CL")
    assert views_of(office.holder) == [("Late ones", "due=overdue&sort=-due&unit=CL", False, False)]
    assert 'aria-current="page">Late ones</a>' in holder.get(answer["Location"]).content.decode()


@pytest.mark.parametrize(
    ("name", "query", "said"),
    [
        ("", "due=overdue", "“Name of the view” is missing."),
        ("x" * 81, "", "80"),
        ("Late ones", "", "You already have a view of this name"),
        ("Long", "words=" + "x" * 1000, "too many to keep in one view"),
    ],
)
def test_a_view_that_cannot_be_saved_is_refused_and_the_text_kept(
    office: SmallOffice, holder, name: str, query: str, said: str
) -> None:
    saved(office.holder)
    answer = holder.post(VIEWS, {"name": name, "query": query})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert f'value="{query}"' in answer.content.decode()
    assert len(views_of(office.holder)) == 1


def test_a_view_is_renamed(office: SmallOffice, holder) -> None:
    view = saved(office.holder)
    saved(office.holder, "Taken")
    assert holder.get(f"{VIEWS}{view.pk}/rename/").status_code == 200
    assert holder.post(f"{VIEWS}{view.pk}/rename/", {"name": "Taken"}).status_code == 422
    assert holder.post(f"{VIEWS}{view.pk}/rename/", {"name": "Overdue"}).status_code == 302
    assert [name for name, *_ in views_of(office.holder)] == ["Overdue", "Taken"]


def test_one_view_opens_first(office: SmallOffice, holder) -> None:
    first, second = saved(office.holder), saved(office.holder, "Mine")
    for view in (first, second):
        assert holder.post(f"{VIEWS}{view.pk}/default/").status_code == 302
    assert [(name, is_default) for name, _, _, is_default in views_of(office.holder)] == [
        ("Late ones", False),
        ("Mine", True),
    ]
    holder.post(f"{VIEWS}{second.pk}/no-default/")
    assert holder.get("/grievances/").status_code == 200


def test_sharing_is_told_and_what_is_kept_to_oneself_is_not(office: SmallOffice, holder, client_of) -> None:
    view = saved(office.holder)
    colleague = client_of(office.same_unit)
    assert "Late ones" not in colleague.get(VIEWS).content.decode()
    holder.post(f"{VIEWS}{view.pk}/share/")
    assert "Late ones" in colleague.get(VIEWS).content.decode()
    holder.post(f"{VIEWS}{view.pk}/unshare/")
    assert "Late ones" not in colleague.get(VIEWS).content.decode()
    with reading_as(office.holder):
        told = Event.objects.unrestricted(because="the test looks").order_by("id").values_list("verb", flat=True)
        assert list(told)[-2:] == ["grievances.share_view", "grievances.unshare_view"]


def test_a_view_is_deleted(office: SmallOffice, holder) -> None:
    view = saved(office.holder)
    holder.post(f"{VIEWS}{view.pk}/delete/")
    assert views_of(office.holder) == []


@pytest.mark.parametrize("verb", ["default", "no-default", "share", "unshare", "delete", "rename", "burn"])
@pytest.mark.parametrize("is_shared", [True, False])
def test_nobody_changes_anothers_view(office: SmallOffice, client_of, verb: str, is_shared: bool) -> None:
    view = saved(office.same_unit, is_shared=is_shared)
    before = views_of(office.same_unit)
    answer = client_of(office.holder).post(f"{VIEWS}{view.pk}/{verb}/", {"name": "Stolen"})
    assert answer.status_code == 404
    assert views_of(office.same_unit) == before


def test_nothing_is_changed_by_looking(office: SmallOffice, holder) -> None:
    view = saved(office.holder)
    assert holder.get(f"{VIEWS}{view.pk}/delete/").status_code == 405
    assert len(views_of(office.holder)) == 1
