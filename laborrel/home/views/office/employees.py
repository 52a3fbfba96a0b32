"""Employees: find one, add, change; take the whole list in from a file after it was checked."""

import base64
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from laborrel.access.policy import requires
from laborrel.audit.events import stop_if_done
from laborrel.audit.submissions import AlreadyDone
from laborrel.documents.refusals import FileRefused
from laborrel.documents.uploaded_rows import Limits, read_rows
from laborrel.drafts.acting import Page, bound
from laborrel.home.access import KEEP_ORGANIZATION
from laborrel.home.forms.entries import EmployeeForm, EmployeesFileForm
from laborrel.home.operations.employee_import import HEADINGS, NEEDED, Findings, import_employees, look_at
from laborrel.home.operations.entries import EntryRefusal, add_entry, change_entry
from laborrel.home.views.office.acting import act_once
from laborrel.home.views.office.lists import AT_THE_FIELD
from laborrel.organization.models import Employee
from laborrel.web.acts import attempt
from laborrel.web.rendering import UNPROCESSABLE, go_to, page_or_fragment
from laborrel.web.text_fields import printable
from laborrel.web.wording import counted

AT_ONCE = 50
LARGEST_CARRIED = 2_500_000  # bytes of a checked file that ride along to the import; a larger one is chosen again
_LIMITS = Limits(rows=20_000)


@require_safe
@requires(KEEP_ORGANIZATION)
def employees(request: HttpRequest) -> HttpResponse:
    """By name, fifty at once; `q` is a piece of the name or the beginning of the number. One query."""
    words = " ".join(printable(request.GET.get("q", "")).split())[:100]
    found = Employee.objects.select_related("department", "unit", "job_class").order_by("full_name", "pk")
    for word in words.split()[:6]:
        found = found.filter(Q(full_name__icontains=word) | Q(number__istartswith=word))
    name, _, key = request.GET.get("after", "").rpartition("~")
    if key.isascii() and key.isdigit() and len(key) < 19 and "\x00" not in name:
        found = found.filter(Q(full_name__gt=name) | Q(full_name=name, pk__gt=int(key)))
    rows = list(found[: AT_ONCE + 1])
    context = {"rows": rows[:AT_ONCE], "words": words, "next_url": _next(request, rows)}
    return page_or_fragment(request, "home/office/employees.html", context)


@requires(KEEP_ORGANIZATION)
def add(request: HttpRequest) -> HttpResponse:
    form = bound(request, EmployeeForm)

    def act() -> Any:
        return add_entry(model=Employee, values=form.values, by=request.user, at=timezone.now())

    return act_once(request, form, act, _page("Add an employee", "Add", said="Added."))


@requires(KEEP_ORGANIZATION)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    employee = get_object_or_404(Employee, pk=pk)
    form = bound(request, EmployeeForm, entry=employee)

    def act() -> Any:
        seen = form.cleaned_data["revision"]
        return change_entry(entry=employee, values=form.values, seen=seen, by=request.user, at=timezone.now())

    return act_once(request, form, act, _page(f"Change {employee}", "Save", said="Saved.", matter=employee))


@requires(KEEP_ORGANIZATION)
def take_in(request: HttpRequest) -> HttpResponse:
    """First the file is checked and what would change is shown; sent again, it is taken in, whole or not at all."""
    if request.method != "POST":
        return _import_page(request, EmployeesFileForm())
    form = EmployeesFileForm(request.POST, request.FILES)
    carried = request.POST.get("stage") == "do"
    if carried:
        form.fields["rows"].required = False
    if not form.is_valid():
        return _import_page(request, form, status=UNPROCESSABLE)
    name, content = _carried(request) if carried else _sent(form)
    findings = attempt(form, lambda: look_at(read_rows(content, name=name, limits=_LIMITS)), **_AT_THE_FILE)
    if findings is None or findings.faults:
        return _import_page(request, form, findings, status=UNPROCESSABLE)
    return _done(request, name, content) if carried else _import_page(request, form, findings, (name, content))


_AT_THE_FILE: dict[str, Any] = {"refusals": (FileRefused,), "at_field": {FileRefused: "rows"}}


def _done(request: HttpRequest, name: str, content: bytes) -> HttpResponse:
    try:
        stop_if_done(by=request.user)
    except AlreadyDone:
        return go_to(request, reverse("home:employees"))
    reading = read_rows(content, name=name, limits=_LIMITS)
    found = import_employees(reading=reading, by=request.user, at=timezone.now())
    messages.success(request, f"Taken in. {_said(found)}")
    return go_to(request, reverse("home:employees"))


def _said(found: Findings) -> str:
    return (
        f"{counted(len(found.added), 'new employee')}, {len(found.changed):,} changed,"
        f" {found.unchanged:,} as they were."
    )


def _import_page(
    request: HttpRequest,
    form: EmployeesFileForm,
    findings: Findings | None = None,
    checked: tuple[str, bytes] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {
        "form": form,
        "headings": [(names[0], "needed" if name in NEEDED else "may be absent") for name, names in HEADINGS.items()],
        "findings": findings,
        "faults": findings.faults[:200] if findings else [],
        "said": _said(findings) if findings and not findings.faults else "",
    }
    if checked:
        name, content = checked
        context |= {"name": name, "is_checked": True, "is_large": len(content) > LARGEST_CARRIED}
        context["carried"] = "" if context["is_large"] else base64.b64encode(content).decode()
    return page_or_fragment(request, "home/office/employees_file.html", context, status=status)


def _sent(form: EmployeesFileForm) -> tuple[str, bytes]:
    upload = form.cleaned_data["rows"]
    return upload.name, upload.read()


def _carried(request: HttpRequest) -> tuple[str, bytes]:
    """The file that was checked, as the browser sends it back; nothing in it is trusted more than the first time."""
    upload = request.FILES.get("rows")
    if upload is not None:
        return upload.name, upload.read()
    try:
        content = base64.b64decode(request.POST.get("carried", ""), validate=True)
    except ValueError:
        content = b""
    return request.POST.get("name", ""), content


def _page(title: str, button: str, **words: Any) -> Page:
    return Page(
        title=title, button=button, back_url=reverse("home:employees"), about="employees", refusals=(EntryRefusal,),
        at_field=dict(AT_THE_FIELD), **words,
    )  # fmt: skip


def _next(request: HttpRequest, rows: list[Employee]) -> str:
    if len(rows) <= AT_ONCE:
        return ""
    query = request.GET.copy()
    last = rows[AT_ONCE - 1]
    query["after"] = f"{last.full_name}~{last.pk}"
    return f"?{query.urlencode()}"
