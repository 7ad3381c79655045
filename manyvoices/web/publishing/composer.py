"""The composer as a page: the form, its pictures, what fits where, and how it will look."""

from collections.abc import Sequence
from typing import Any

from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from manyvoices.core.ids import new_id
from manyvoices.core.refusals import Invalid, NotThere, Refused
from manyvoices.media.films import is_film
from manyvoices.networks import registry
from manyvoices.pauses import fence
from manyvoices.pauses.models import Pause
from manyvoices.people.models import Person
from manyvoices.publishing.actions.save_variants import OwnWords
from manyvoices.publishing.models import Attachment, Form, Post
from manyvoices.publishing.permissions import may_release
from manyvoices.publishing.threads import measured
from manyvoices.voices.models import Voice
from manyvoices.web.publishing.approval_panel import asks_first
from manyvoices.web.publishing.channel_previews import Page, channel_previews, main_words
from manyvoices.web.publishing.composer_form import MEANINGS, ComposerForm
from manyvoices.web.publishing.link_cards import card_of
from manyvoices.web.publishing.panels import Opened, panels_of
from manyvoices.web.publishing.previewing import preview
from manyvoices.web.publishing.variants_panel import words_now
from manyvoices.web.publishing.voices_offered import OfferedChannel, OfferedVoice, offered
from manyvoices.web.working_page import zone_of

NEAR = 0.9
MAIN = ("text", "content_warning", "language")
COMMON_ZONES = ("UTC", "Europe/Berlin", "Europe/Vienna", "Europe/Zurich", "Europe/London", "America/New_York")


def composer(
    request: HttpRequest,
    person: Person,
    *,
    form: ComposerForm,
    post: Post | None = None,
    status: int = 200,
    **extra: Any,
) -> HttpResponse:
    """The page. `post` None is a draft that nobody saved yet; `extra` are notices (see the template)."""
    attachments = _attachments(post) if post else []
    chosen = str(form["voice"].value() or "")
    voices = offered(list(form.voices.values()), chosen=chosen, ticked=list(form["channels"].value() or []))
    voice = form.voices.get(chosen)
    room = counts(voices, form, request, post)
    panels = panels_of(Opened(request, person, post, form, voice))
    context = {
        "section": "compose",
        "form": form,
        "kind_label": MEANINGS.get(str(form["kind"].value() or "")),
        "post": post,
        "voices": voices,
        "chosen": next((one for one in voices if one.chosen), None),
        "pictures": pictures(attachments, request),
        "counts": room,
        "tightest": tightest(room),
        "preview": _preview(form, attachments, request, post),
        **_networks(form, attachments, request, post),
        "card": card_of(str(form["text"].value() or "")),
        "stopped_by": _stopping(form, voice),
        "not_yet": _not_yet(person, voice),
        "asked_first": asks_first(panels),
        "zones": _zones(person, form),
        "reserved": "" if post else reserve(person),
        "saved_at": post.saved_at if post and post.revision > 1 else None,
        "more_open": any(name in form.errors for name in ("content_warning", "language", "kind")),
        "plan_open": bool(form["date"].value() or {"date", "time", "time_zone"} & form.errors.keys()),
        "panels": panels,
        **extra,
    }
    return render(request, "publishing/composer.html", context, status=status)


def reserve(person: Person) -> str:
    """A signed id for a draft that may be started later, by this person alone and only once."""
    return Signer(salt="draft").sign(f"{person.pk}.{new_id()}")


def reserved(person: Person, token: str) -> int:
    """The id that `reserve` gave this person. Raises NotThere for anything else."""
    try:
        owner, _dot, pk = Signer(salt="draft").unsign(token).partition(".")
    except BadSignature:
        raise NotThere(_("This page is too old. Open a new draft.")) from None
    if owner != str(person.pk):
        raise NotThere(_("This page was made for somebody else. Open a new draft."))
    return int(pk)


def counts(
    voices: Sequence[OfferedVoice], form: ComposerForm, request: HttpRequest, post: Post | None
) -> list[dict[str, Any]]:
    """How much of each channel's room its words take, counted as its network counts."""
    main = main_words({name: form[name].value() for name in MAIN})
    typed, variants = request.POST.dict(), list(post.variants.all()) if post else []
    return [
        _count(voice, channel, main, words_now(typed, variants, int(channel.pk), main.language))
        for voice in voices
        for channel in voice.channels
    ]


def tightest(room: Sequence[dict[str, Any]]) -> dict[str, Any] | None:
    """The chosen channel with the least room left for the words for all; None while none that says them is ticked."""
    ticked = [one for one in room if one["voice"].chosen and one["channel"].ticked]
    chosen = [one for one in ticked if not one["adapted"]]
    return max(chosen, key=lambda one: (one["thread"], one["used"] - one["channel"].limit), default=None)


def pictures(attachments: Sequence[Attachment], request: HttpRequest) -> list[dict[str, Any]]:
    """The pictures with what was typed about them, saved or not."""
    return [
        {
            "pk": one.pk,
            "url": one.file.url,
            "width": one.file.width,
            "height": one.file.height,
            "alt": request.POST.get(f"alt-{one.pk}", one.alt),
            "decorative": one.decorative,
            "described": bool(one.alt) or one.decorative,
        }
        for one in attachments
        if not is_film(one.file)  # films have a part of their own
    ]


def fresh_values(voice: Voice, person: Person, text: str) -> dict[str, Any]:
    """The initial values of a draft that nobody saved yet."""
    return {
        "revision": 1,
        "voice": str(voice.pk),
        "text": text,
        "kind": "story",
        "language": voice.language,
        "time_zone": zone_of(person),
    }


def _count(
    voice: OfferedVoice, channel: OfferedChannel, main: OwnWords, own: OwnWords | None
) -> dict[str, Any]:
    """What makes a thread is counted part by part, in the preview."""
    words = own or main
    parts = measured(words.text, words.content_warning, registry.limits(channel.network))
    used, thread = parts[0].used, len(parts) > 1
    return {
        "voice": voice,
        "channel": channel,
        "used": used,
        "thread": thread,
        "adapted": own is not None,
        "over": 0 if thread else parts[0].over,
        "near": not thread and channel.limit * NEAR <= used <= channel.limit,
    }


def _attachments(post: Post) -> list[Attachment]:
    return list(post.attachments.select_related("file__poster").prefetch_related("file__subtitles"))


def _preview(
    form: ComposerForm, attachments: Sequence[Attachment], request: HttpRequest, post: Post | None
) -> Any:
    return preview(
        text=str(form["text"].value() or ""),
        content_warning=str(form["content_warning"].value() or ""),
        language=str(form["language"].value() or ""),
        attachments=attachments,
        typed=request.POST.dict(),
        **_article(post, request),
    )


def _networks(
    form: ComposerForm, attachments: Sequence[Attachment], request: HttpRequest, post: Post | None
) -> dict[str, Any]:
    """The previews for the ticked channels; none for an article."""
    if _article(post, request)["form"] == Form.ARTICLE:
        return {}
    voice = form.voices.get(str(form["voice"].value() or ""))
    ticked = {str(pk) for pk in form["channels"].value() or []}
    found = channel_previews(
        [one for one in voice.channels.all() if str(one.pk) in ticked] if voice else [],
        Page(
            main_words({name: form[name].value() for name in MAIN}),
            request.POST.dict(),
            attachments,
            list(post.variants.all()) if post else [],
        ),
    )
    return {"networks": found, "adapted": any(one.adapted for one in found)}


def _article(post: Post | None, request: HttpRequest) -> dict[str, Any]:
    given = request.POST
    return {
        "form": given.get("article-form", post.form if post else Form.NOTE),
        "title": given.get("article-title", post.title if post else ""),
        "cover": post.cover if post else None,
        "cover_alt": given.get("article-alt", post.cover_alt if post else ""),
    }


def _stopping(form: ComposerForm, voice: Voice | None) -> Pause | None:
    """The pause that would hold this post back, so that nobody is surprised after pressing."""
    if voice is None:
        return None
    kind = str(form["kind"].value() or "")
    found = fence.stopping(fence.standing(voice.world), kind=kind, unit=voice.unit_id)
    return Pause.objects.filter(pk=found.pause).first() if found else None


def _not_yet(person: Person, voice: Voice | None) -> str:
    """Why this person cannot publish as this voice; empty when they can."""
    if voice is None:
        return ""
    try:
        may_release(person, voice)
    except (Refused, Invalid) as refused:
        return str(refused)
    return ""


def _zones(person: Person, form: ComposerForm) -> list[str]:
    first = [zone_of(person), str(form["time_zone"].value() or "")]
    return [zone for zone in dict.fromkeys([*first, *COMMON_ZONES]) if zone]
