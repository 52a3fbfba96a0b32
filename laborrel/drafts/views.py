"""The address to which forms send what is being typed."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from laborrel.access.policy import open_to_staff
from laborrel.drafts.typing import DraftTooLong, NoSuchForm, keep_draft


@open_to_staff(because="a person keeps only his own typing")
@require_POST
def keep(request: HttpRequest, key: str) -> HttpResponse:
    try:
        draft = keep_draft(owner=request.user, key=key, data=request.POST, at=timezone.now())
    except DraftTooLong as refusal:
        return JsonResponse({"error": refusal.__doc__}, status=413)
    except NoSuchForm as refusal:
        raise Http404 from refusal
    return JsonResponse({"saved_at": timezone.localtime(draft.saved_at).strftime("%-H:%M")})
