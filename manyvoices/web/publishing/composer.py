"""The composer as a page: the form, its pictures, what fits where, and how it will look."""

from collections.abc import Sequence
from typing import Any

from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from manyvoices.core.ids import new_id
from manyvoices.core.refusals import Invalid, NotThere, Refused
from manyvoices.networks.counting import length
from manyvoices.pauses import fence
from manyvoices.pauses.models import Pause
from manyvoices.people.models import Person
from manyvoices.publishing.models import Attachment, Post
from manyvoices.publishing.permissions import may_release
from manyvoices.voices.models import Voice
from manyvoices.web.publishing.approval_panel import TEMPLATE as APPROVAL
from manyvoices.web.publishing.composer_form import MEANINGS, ComposerForm
from manyvoices.web.publishing.link_cards import card_of
from manyvoices.web.publishing.panels import Opened, panels_of
from manyvoices.web.publishing.previewing import preview
from manyvoices.web.publishing.voices_offered import OfferedVoice, offered
from manyvoices.web.working_page import zone_of

NEAR = 0.9
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
    attachments = list(post.attachments.select_related("file")) if post else []
    chosen = str(form["voice"].value() or "")
    voices = offered(list(form.voices.values()), chosen=chosen, ticked=list(form["channels"].value() or []))
    voice = form.voices.get(chosen)
    room = counts(voices, form)
    panels = panels_of(Opened(request, person, post, form, voice))
    asked = any(said["asks"] for template, said in panels.get("top", ()) if template == APPROVAL)
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
        "preview": _preview(form, attachments, request),
        "card": card_of(str(form["text"].value() or "")),
        "stopped_by": _stopping(form, voice),
        "not_yet": "" if asked else _not_yet(person, voice),
        "asked_first": asked,
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


def counts(voices: Sequence[OfferedVoice], form: ComposerForm) -> list[dict[str, Any]]:
    """How much of each channel's room the words take, counted as its network counts."""
    text, warning = str(form["text"].value() or ""), str(form["content_warning"].value() or "")
    return [_count(voice, channel, text, warning) for voice in voices for channel in voice.channels]


def tightest(room: Sequence[dict[str, Any]]) -> dict[str, Any] | None:
    """The chosen channel with the least room left; None while none is ticked."""
    chosen = [one for one in room if one["voice"].chosen and one["channel"].ticked]
    return max(chosen, key=lambda one: one["used"] - one["channel"].limit, default=None)


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


def _count(voice: OfferedVoice, channel: Any, text: str, warning: str) -> dict[str, Any]:
    used = length(text, channel.count) + len(warning)
    near = channel.limit * NEAR <= used <= channel.limit
    return {
        "voice": voice,
        "channel": channel,
        "used": used,
        "over": max(0, used - channel.limit),
        "near": near,
    }


def _preview(form: ComposerForm, attachments: Sequence[Attachment], request: HttpRequest) -> Any:
    return preview(
        text=str(form["text"].value() or ""),
        content_warning=str(form["content_warning"].value() or ""),
        language=str(form["language"].value() or ""),
        attachments=attachments,
        typed=request.POST.dict(),
    )


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
