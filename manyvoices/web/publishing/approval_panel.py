"""The composer's word on approval: who is asked first and why, before anything is pressed; and how a question stands."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from manyvoices.core.refusals import Refused
from manyvoices.people.models import Person
from manyvoices.publishing.actions.ask_approval import ask_approval
from manyvoices.publishing.approving import needs_approval, standing_approval
from manyvoices.publishing.models import Approval, ApprovalState, Post
from manyvoices.publishing.queries.approvals import newest_approval
from manyvoices.publishing.rules import ASKED_KINDS, Asks
from manyvoices.voices.models import Voice
from manyvoices.voices.queries import speakable_voices
from manyvoices.web.working_page import working_page

if TYPE_CHECKING:  # the list of panels names this one
    from manyvoices.web.publishing.panels import Opened

TEMPLATE = "publishing/panels/approval.html"


def show_approval(opened: "Opened") -> Mapping[str, Any]:
    """Always there, so that a script can renew it; `asks` is None where the post leaves without being asked about."""
    kind = str(opened.form["kind"].value() or "")
    newest = newest_approval(opened.post) if opened.post else None
    return {
        "asks": _asks(opened.person, opened.voice, kind, opened.post, newest),
        "newest": newest if newest and newest.state in _TOLD else None,
        "post": opened.post,
        "word": opened.request.POST.get("approval-word", ""),
    }


def asks_first(panels: Mapping[str, Sequence[tuple[str, Mapping[str, Any]]]]) -> bool:
    """Whether the post of the composer with these panels is asked about before it leaves."""
    return any(said["asks"] is not None for template, said in panels.get("top", ()) if template == TEMPLATE)


@working_page("GET")
def approval_part(request: HttpRequest, me: Person) -> HttpResponse:
    """The same for a `voice` and a `kind` that were just chosen, of a draft that has asked nobody yet."""
    handle, kind = request.GET.get("voice", ""), request.GET.get("kind", "")
    voice = (
        speakable_voices(me).filter(pk=int(handle)).first()
        if handle.isdecimal() and len(handle) < 20
        else None
    )
    asks = _asks(me, voice, kind, None, None)
    return render(request, TEMPLATE, {"panel": {"asks": asks, "newest": None, "post": None, "word": ""}})


def has_to_ask(person: Person, post: Post) -> bool:
    """Whether pressing "Publish" asks somebody instead. Raises Refused to who may not speak as the voice."""
    return standing_approval(post) is None and needs_approval(person, post.voice, post.kind) is not None


def ask_first(
    request: HttpRequest, person: Person, post: Post, wall: datetime | None, zone: str
) -> HttpResponse:
    """Asks, or leads to the question that waits already."""
    waiting = Approval.objects.filter(post=post, state=ApprovalState.WAITING).first()
    if waiting is not None:
        messages.info(request, _("This post waits for an answer already."))
        return redirect("approval", waiting.pk)
    word = request.POST.get("approval-word", "")
    asked = ask_approval(
        actor=person, post=post, revision=post.revision, wall=wall, time_zone=zone, word=word
    )
    messages.success(request, _("Asked. You are told of the answer; an edit ends the question."))
    return redirect("approval", asked.pk)


_TOLD = frozenset({ApprovalState.WAITING, ApprovalState.ADVISED, ApprovalState.APPROVED})


def _asks(
    person: Person, voice: Voice | None, kind: str, post: Post | None, newest: Approval | None
) -> Asks | None:
    if voice is None or kind not in ASKED_KINDS:
        return None
    if post is not None and newest is not None and standing_approval(post) is not None:
        return None
    try:
        return needs_approval(person, voice, kind)
    except Refused:
        return None
