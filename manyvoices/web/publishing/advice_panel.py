"""Beside the words: the same words said before, the line that discloses, two hints at most. Only the author sees it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse

from manyvoices.people.models import Organisation
from manyvoices.people.queries import organisation
from manyvoices.publishing.disclosure import Offer, disclosed, offers
from manyvoices.publishing.hints import HINTS, Draft, Hint, Shown, hints
from manyvoices.publishing.models import Post
from manyvoices.publishing.queries.said_before import said_before
from manyvoices.voices.models import Voice

if TYPE_CHECKING:  # the list of panels names this one
    from manyvoices.web.publishing.panels import Opened

# Which hints somebody waved away stands in their browser and nowhere else.
COOKIE = "quiet_hints"
_A_MONTH = 30 * 24 * 3600


def show_advice(opened: "Opened") -> Mapping[str, Any]:
    """What the template reads: `before`, `offers`, `hints`. Six queries at most, however much was published."""
    text, home = str(opened.form["text"].value() or ""), organisation()
    voice, post = opened.voice, opened.post
    return {
        "before": said_before(voice, text, draft=post.pk if post else None) if voice else [],
        "offers": _offers(opened, home, text),
        "hints": hints(_draft(post, voice, home, text), quiet_hints(opened.request)),
    }


def quiet_hints(request: HttpRequest) -> frozenset[str]:
    """The hints that this browser wants to hear no more."""
    known = {one.key for one in HINTS}
    return frozenset(known & set(request.COOKIES.get(COOKIE, "").split(".")))


def be_quiet(response: HttpResponse, request: HttpRequest, key: str) -> None:
    """Lets this browser hear a hint no more for a month."""
    wanted = ".".join(sorted(quiet_hints(request) | {key}))
    secure = request.is_secure()
    response.set_cookie(COOKIE, wanted, max_age=_A_MONTH, httponly=True, samesite="Lax", secure=secure)


def shown_at_release(request: HttpRequest, post: Post, text: str) -> list[Hint]:
    """The hints that stood beside a post when it was released."""
    return hints(_draft(post, post.voice, organisation(), text), quiet_hints(request))


def networks_of(opened: "Opened") -> set[str]:
    """The networks of the channels that are ticked for the chosen voice."""
    ticked = set(opened.form["channels"].value() or [])
    channels = opened.voice.channels.all() if opened.voice else []
    return {channel.network for channel in channels if str(channel.pk) in ticked}


def _offers(opened: "Opened", home: Organisation | None, text: str) -> list[Offer]:
    voice = opened.voice
    if voice is None or home is None or not voice.belongs_to_person or not text.strip():
        return []
    return offers(
        text=text,
        kind=str(opened.form["kind"].value() or ""),
        language=str(opened.form["language"].value() or ""),
        zone=voice.brand.time_zone if voice.brand else home.time_zone,
        networks=networks_of(opened),
        organisation=home.name,
    )


def _draft(post: Post | None, voice: Voice | None, home: Organisation | None, text: str) -> Draft:
    name = home.name if home else ""
    rows = post.attachments.select_related("file") if post else []
    return Draft(
        text=text,
        pictures=tuple(Shown(row.alt, row.file.people_shown, row.file.release) for row in rows),
        employer=name if voice is not None and voice.belongs_to_person else "",
        disclosed=bool(disclosed(text, name)),
    )
