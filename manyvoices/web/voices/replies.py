"""What was answered to one voice, for whoever looks after it: hide, report, block."""

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from manyvoices.core.refusals import Invalid, Refused
from manyvoices.federation.actions.block_actor import block_actor
from manyvoices.federation.actions.hide_reply import hide_reply
from manyvoices.federation.actions.report_reply import report_reply
from manyvoices.federation.actions.show_reply import show_reply
from manyvoices.federation.models import Note
from manyvoices.federation.permissions import may_block
from manyvoices.federation.queries import replies_to_voice, reply_for
from manyvoices.people.models import Person
from manyvoices.people.queries import rights
from manyvoices.voices.models import Voice
from manyvoices.voices.queries import standing_hand_over, voice_in_view
from manyvoices.web.working_page import working_page

A_PAGE = 20


@working_page("GET")
def replies(request: HttpRequest, me: Person, voice_id: int) -> HttpResponse:
    """The replies this person looks after, the newest first; nothing for those who only see the voice."""
    voice = voice_in_view(rights(me), voice_id)
    page = Paginator(replies_to_voice(me, voice), A_PAGE).get_page(request.GET.get("page"))
    standing = standing_hand_over(voice)
    context = {
        "voice": voice,
        "page": page,
        "standing": standing,
        "for_another": standing is not None and standing.to_id == me.pk,
        "may_block": _blocks(me, voice),
        "section": "voices",
    }
    return render(request, "voices/replies.html", context)


@working_page("POST")
def answer(request: HttpRequest, me: Person, voice_id: str, reply_id: str, verb: str) -> HttpResponse:
    """One of VERBS about one reply, then back to the list. 404 for a reply this person does not look after."""
    voice = voice_in_view(rights(me), int(voice_id))
    reply = reply_for(me, int(reply_id))
    try:
        messages.success(request, VERBS[verb](me, voice, reply, request.POST.get("because", "")))
    except Invalid as invalid:
        messages.error(request, str(invalid))
    return redirect("voice-replies", voice.pk)


def _blocks(me: Person, voice: Voice) -> bool:
    try:
        may_block(me, voice)
    except Refused:
        return False
    return True


def _hide(me: Person, voice: Voice, reply: Note, because: str) -> str:
    hide_reply(actor=me, reply=reply, because=because)
    return _("Hidden: it stands on our pages no more. On its own server it stays.")


def _show(me: Person, voice: Voice, reply: Note, because: str) -> str:
    show_reply(actor=me, reply=reply)
    return _("Shown: everybody can read it.")


def _report(me: Person, voice: Voice, reply: Note, because: str) -> str:
    report_reply(actor=me, reply=reply, because=because)
    return _("Reported to the server it came from, in the name of the voice.")


def _block(me: Person, voice: Voice, reply: Note, because: str) -> str:
    assert reply.actor is not None  # noqa: S101 - reply_for finds what came from elsewhere alone
    block_actor(actor=me, whom=reply.actor, voice=voice, because=because)
    return _("%(who)s is blocked: nothing from there reaches this voice any more.") % {
        "who": reply.actor.address
    }


VERBS: dict[str, Callable[[Person, Voice, Note, str], str]] = {
    "hide": _hide,
    "show": _show,
    "report": _report,
    "block": _block,
}
