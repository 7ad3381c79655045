"""What somebody is writing is kept while they write."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.formats import date_format

from manyvoices.conversations.actions.save_reply_draft import save_reply_draft
from manyvoices.core.refusals import Invalid
from manyvoices.people.models import Person
from manyvoices.web.conversations.opened import opened
from manyvoices.web.conversations.seen import seen_version
from manyvoices.web.working_page import working_page


@working_page("POST")
def draft(request: HttpRequest, person: Person, conversation_id: int) -> HttpResponse:
    """200 {saved_at}, empty where no word stands there any more; 422 {sentence}."""
    one, text = opened(person, conversation_id), request.POST.get("text", "")
    seen = seen_version(request) if one.pk == conversation_id else 0
    try:
        kept = save_reply_draft(actor=person, conversation=one, text=text, seen_version=seen)
    except Invalid as wrong:
        return JsonResponse({"sentence": str(wrong)}, status=422)
    at = date_format(timezone.localtime(kept.saved_at), "H:i:s") if kept else ""
    return JsonResponse({"saved_at": at})
