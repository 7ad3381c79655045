"""How the words will look in public, while somebody types them."""

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from manyvoices.people.models import Person
from manyvoices.publishing.models import Attachment, Form
from manyvoices.publishing.models.post import MAX_TEXT
from manyvoices.publishing.queries import drafts
from manyvoices.voices.models import Voice
from manyvoices.web.publishing.channel_previews import Page, channel_previews, main_words
from manyvoices.web.publishing.link_cards import card_of
from manyvoices.web.publishing.previewing import preview
from manyvoices.web.publishing.voices_offered import offered, voices_with_channels
from manyvoices.web.working_page import working_page


@working_page("POST")
def preview_part(request: HttpRequest, person: Person) -> HttpResponse:
    """A fragment of HTML; it reads and saves nothing, and shows pictures of own drafts alone."""
    typed = request.POST
    of_person = voices_with_channels(person)
    voices = offered(of_person, chosen=typed.get("voice", ""), ticked=[])
    attachments = _attachments(person, typed.get("post", ""))
    shown = preview(
        text=typed.get("text", "")[:MAX_TEXT],
        content_warning=typed.get("content_warning", "")[:200],
        language=typed.get("language", "")[:10],
        attachments=attachments,
        typed=typed.dict(),
        **_article(person, typed),
    )
    context: dict[str, Any] = {
        "preview": shown,
        "chosen": next((voice for voice in voices if voice.chosen), None),
    }
    if typed.get("article-form") != Form.ARTICLE:
        context |= networks_in(of_person, typed, attachments)
    context["card"] = card_of(typed.get("text", "")[:MAX_TEXT])
    return render(request, "publishing/preview_part.html", context)


def networks_in(voices: list[Voice], typed: QueryDict, attachments: list[Attachment]) -> dict[str, Any]:
    """The previews for the ticked channels of the chosen voice, and whether one of them has words of its own."""
    chosen = next((voice for voice in voices if str(voice.pk) == typed.get("voice")), None)
    ticked = set(typed.getlist("channels"))
    channels = [one for one in chosen.channels.all() if str(one.pk) in ticked] if chosen else []
    values = {name: str(value) for name, value in typed.items()}
    found = channel_previews(channels, Page(main_words(values), values, attachments))
    return {"networks": found, "adapted": any(one.adapted for one in found)}


def _article(person: Person, typed: QueryDict) -> dict[str, Any]:
    post_id = typed.get("post", "")
    post = (
        drafts(person).filter(pk=int(post_id)).select_related("cover").first() if post_id.isdigit() else None
    )
    return {
        "form": typed.get("article-form", Form.NOTE),
        "title": typed.get("article-title", "")[:200],
        "cover": post.cover if post else None,
        "cover_alt": typed.get("article-alt", "")[:1500],
    }


def _attachments(person: Person, post_id: str) -> list[Attachment]:
    if not post_id.isdigit():
        return []
    mine = Attachment.objects.filter(post__in=drafts(person).filter(pk=int(post_id)).values("pk"))
    return list(mine.select_related("file__poster").prefetch_related("file__subtitles"))
