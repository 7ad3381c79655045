"""How the words will look in public, while somebody types them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from manyvoices.people.models import Person
from manyvoices.publishing.models import Attachment
from manyvoices.publishing.models.post import MAX_TEXT
from manyvoices.publishing.queries import drafts
from manyvoices.web.publishing.link_cards import card_of
from manyvoices.web.publishing.previewing import preview
from manyvoices.web.publishing.voices_offered import offered, voices_with_channels
from manyvoices.web.working_page import working_page


@working_page("POST")
def preview_part(request: HttpRequest, person: Person) -> HttpResponse:
    """A fragment of HTML; it reads and saves nothing, and shows pictures of own drafts alone."""
    typed = request.POST
    voices = offered(voices_with_channels(person), chosen=typed.get("voice", ""), ticked=[])
    shown = preview(
        text=typed.get("text", "")[:MAX_TEXT],
        content_warning=typed.get("content_warning", "")[:200],
        language=typed.get("language", "")[:10],
        attachments=_attachments(person, typed.get("post", "")),
        typed=typed.dict(),
    )
    context = {"preview": shown, "chosen": next((voice for voice in voices if voice.chosen), None)}
    context["card"] = card_of(typed.get("text", "")[:MAX_TEXT])
    return render(request, "publishing/preview_part.html", context)


def _attachments(person: Person, post_id: str) -> list[Attachment]:
    if not post_id.isdigit():
        return []
    mine = Attachment.objects.filter(post__in=drafts(person).filter(pk=int(post_id)).values("pk"))
    return list(mine.select_related("file"))
