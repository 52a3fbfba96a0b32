"""The door plates of the letters. Addresses carry random keys: numbers in a row would tell how many there are."""

from django.urls import path

from laborrel.correspondence.views import letter, register, reviewing, sending, templates_page, writing

app_name = "correspondence"
urlpatterns = [
    path("register/", register.register, name="register"),
    path("register/new/", register.enter_mail, name="enter_mail"),
    path("register/<str:number>/answered/", register.answered, name="answered"),
    path("register/<str:number>/void/", register.void, name="void"),
    path("waiting/", register.waiting, name="waiting"),
    path("templates/", templates_page.templates, name="templates"),
    path("templates/new/", templates_page.new_template, name="new_template"),
    path("templates/<int:pk>/", templates_page.template, name="template"),
    path("templates/<int:pk>/next/", templates_page.next_version, name="next_version"),
    path("templates/<int:pk>/retire/", templates_page.retire, name="retire_template"),
    path("templates/<int:pk>/begin/", templates_page.begin, name="begin_letter"),
    path("<uuid:key>/", letter.letter, name="letter"),
    path("<uuid:key>/draft.pdf", letter.draft_pdf, name="draft_pdf"),
    path("<uuid:key>/edit/", writing.edit, name="edit"),
    path("<uuid:key>/submit/", writing.submit, name="submit"),
    path("<uuid:key>/take-back/", writing.take_back, name="take_back"),
    path("<uuid:key>/give-up/", writing.withdraw, name="withdraw"),
    path("<uuid:key>/correct/", writing.correct, name="correct"),
    path("<uuid:key>/review/", reviewing.review, name="review"),
    path("<uuid:key>/issue/", sending.issue, name="issue"),
    path("<uuid:key>/serve/", sending.serve, name="serve"),
    path("<uuid:key>/service/<int:pk>/take-back/", sending.withdraw_proof, name="withdraw_proof"),
]
