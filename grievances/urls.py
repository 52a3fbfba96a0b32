"""Door plates of the grievances app."""

from django.urls import URLPattern, path

from grievances.views import (
    after_answer,
    answer,
    case,
    close,
    codes,
    confide,
    dates,
    docket,
    file,
    history,
    import_log,
    log,
    more_time,
    moves,
    papers,
    receive,
    reports,
    saved_views,
    settle,
    steps,
)

app_name = "grievances"
_office: list[URLPattern] = [
    path("office/limits/", codes.authority, name="authority"),
    path("office/<slug:kind>/", codes.codes, name="codes"),
    path("office/<slug:kind>/new/", codes.add, name="codes_add"),
    path("office/<slug:kind>/<int:pk>/", codes.edit, name="codes_edit"),
    path("office/<slug:kind>/<int:pk>/retire/", codes.retire, name="codes_retire"),
    path("office/<slug:kind>/<int:pk>/merge/", codes.merge, name="codes_merge"),
]
_docket: list[URLPattern] = [
    path("", docket.docket, name="docket"),
    path("log.xlsx", log.log_xlsx, name="log_xlsx"),
    path("log.pdf", log.log_pdf, name="log_pdf"),
    path("views/", saved_views.views, name="views"),
    path("views/<int:pk>/rename/", saved_views.rename, name="rename_view"),
    path("views/<int:pk>/<slug:verb>/", saved_views.change, name="change_view"),
]

_imports: list[URLPattern] = [
    path("import/", import_log.logs, name="import_logs"),
    path("import/<int:pk>/", import_log.log, name="import_log"),
    path("import/<int:pk>/columns/", import_log.choose_columns, name="import_columns"),
    path("import/<int:pk>/take-in/", import_log.take_in, name="import_take_in"),
    path("import/<int:pk>/discard/", import_log.discard, name="import_discard"),
    path("import/<int:pk>/findings.xlsx", import_log.findings, name="import_findings"),
]

_reports: list[URLPattern] = [
    *(
        path(f"reports/{slug}/", reports.report, {"slug": slug}, name=f"report_{slug}")
        for slug in ("caseload", "disposition", "timeliness", "year")
    ),
    path("reports/<slug:slug>.xlsx", reports.report_xlsx, name="report_xlsx"),
    path("reports/<slug:slug>.pdf", reports.report_pdf, name="report_pdf"),
]

_acts: list[URLPattern] = [
    path("new/", receive.receive, name="receive"),
    path("employees/", receive.employees, name="employees"),
    path("<str:number>/file/", file.file, name="file"),
    path("<str:number>/answer/", answer.answer, name="answer"),
    path("<str:number>/oral-answer/", answer.oral_answer, name="oral_answer"),
    path("<str:number>/issue/<uuid:key>/", answer.issue, name="issue"),
    path("<str:number>/receipt/", after_answer.receipt, name="receipt"),
    path("<str:number>/object/", after_answer.objection, name="object"),
    path("<str:number>/screen/", steps.screen, name="screen"),
    path("<str:number>/meeting/", steps.meeting, name="meeting"),
    path("<str:number>/happening/", steps.happening, name="happening"),
    path("<str:number>/cite/", steps.cite, name="cite"),
    path("<str:number>/cite/<int:pk>/", steps.recite, name="recite"),
    path("<str:number>/appeal/", moves.appeal, name="appeal"),
    path("<str:number>/advance/", moves.advance, name="advance"),
    path("<str:number>/skip/", moves.skip, name="skip"),
    path("<str:number>/revert/", moves.revert, name="revert"),
    path("<str:number>/refer/", moves.refer, name="refer"),
    path("<str:number>/settle/", settle.settle, name="settle"),
    path("<str:number>/withdraw/", close.withdraw, name="withdraw"),
    path("<str:number>/close/", close.close, name="close"),
    path("<str:number>/remedies/", close.remedies, name="remedies"),
    path("<str:number>/amend/", close.amend, name="amend"),
    path("<str:number>/assign/", confide.assign, name="assign"),
    path("<str:number>/restrict/", confide.restrict, name="restrict"),
    path("<str:number>/let-in/", confide.let_in, name="let_in"),
    path("<str:number>/wall-off/", confide.wall_off, name="wall_off"),
    path("<str:number>/note/", confide.note, name="note"),
    path("<str:number>/note/<int:pk>/", confide.edit_note, name="edit_note"),
    path("<str:number>/extend/", more_time.extend, name="extend"),
    path("<str:number>/extend/<int:pk>/prove/", more_time.prove_extension, name="prove_extension"),
    path("<str:number>/hold/", more_time.hold, name="hold"),
    path("<str:number>/release/", more_time.release, name="release"),
]

_reading: list[URLPattern] = [
    path("<str:number>/", case.case, name="case"),
    path("<str:number>/sheet.pdf", case.case_sheet, name="case_sheet"),
    path("<str:number>/dates/", dates.dates, name="dates"),
    path("<str:number>/dates/dates.pdf", dates.dates_paper, name="dates_paper"),
    path("<str:number>/dates/<int:pk>/", dates.why, name="why"),
    path("<str:number>/dates/<int:pk>/why.pdf", dates.why_paper, name="why_paper"),
    path("<str:number>/history/", history.history, name="history"),
    path("<str:number>/papers/", papers.papers, name="papers"),
    path("<str:number>/papers/<uuid:key>/version/", papers.version, name="paper_version"),
    path("<str:number>/papers/<uuid:key>/take-out/", papers.take_out, name="paper_take_out"),
    path("<str:number>/papers/<uuid:key>/release/", papers.release, name="paper_release"),
    path("<str:number>/papers/<uuid:key>/put-back/", papers.put_back, name="paper_put_back"),
]

urlpatterns: list[URLPattern] = [*_office, *_docket, *_imports, *_reports, *_acts, *_reading]
