"""The door plates of the letters. Addresses carry random keys: numbers in a row would tell how many there are."""

from django.urls import path

from laborrel.correspondence.views import letter, reviewing, sending, writing

app_name = "correspondence"
urlpatterns = [
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
