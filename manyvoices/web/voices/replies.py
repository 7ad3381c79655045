"""What was answered to one voice, for whoever looks after it: hide, report, block."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from manyvoices.core.refusals import Refused
from manyvoices.federation.permissions import may_block
from manyvoices.federation.queries import replies_to_voice, reply_for
from manyvoices.people.models import Person
from manyvoices.people.queries import rights
from manyvoices.voices.models import Voice
from manyvoices.voices.queries import standing_hand_over, voice_in_view
from manyvoices.web.moderating import moderate_one
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
    """One of the verbs, then back to the list. 404 for a reply this person does not look after."""
    voice = voice_in_view(rights(me), int(voice_id))
    moderate_one(request, me, voice=voice, reply=reply_for(me, int(reply_id)), verb=verb)
    return redirect("voice-replies", voice.pk)


def _blocks(me: Person, voice: Voice) -> bool:
    try:
        may_block(me, voice)
    except Refused:
        return False
    return True
