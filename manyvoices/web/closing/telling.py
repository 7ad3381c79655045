"""The press that tells those who complained: one answer each, stopped where something new was said."""

from dataclasses import dataclass, field

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from manyvoices.conversations.actions.send_word_back import send_word_back
from manyvoices.conversations.answering import Unseen
from manyvoices.conversations.models import Cause
from manyvoices.conversations.queries.causes import cause_in_view
from manyvoices.conversations.queries.visible import conversation_in_view
from manyvoices.conversations.queries.words_back import A_PAGE
from manyvoices.core import clock
from manyvoices.core.refusals import Invalid, Refused
from manyvoices.people.models import Person
from manyvoices.web.working_page import working_page


@dataclass
class Told:
    """What came of a press."""

    sent: int = 0
    unseen: int = 0
    reasons: list[str] = field(default_factory=list)


@working_page("POST")
def send(request: HttpRequest, me: Person, cause_id: int) -> HttpResponse:
    """Tell those that were ticked, at most a page of them. Each is a step of its own: one that is stopped stops no other."""
    found, told = cause_in_view(me, cause_id), Told()
    chosen = [one for said in request.POST.getlist("one")[:A_PAGE] if (one := _read(said))]
    word = request.POST.get("word", "").replace("\r\n", "\n")
    for one in chosen:
        _tell(me, found, one, word, told)
    _say(request, told, bool(chosen))
    return redirect("cause", found.pk)


def _tell(me: Person, cause: Cause, one: tuple[int, int], word: str, told: Told) -> None:
    (conversation_id, version), began = one, clock.now()
    try:
        row = send_word_back(
            actor=me,
            cause=cause,
            conversation=conversation_in_view(me, conversation_id),
            seen_version=version,
            word=word,
        )
        told.sent += row.conversation_id == conversation_id and row.at >= began
    except Unseen:
        told.unseen += 1
    except (Refused, Invalid) as refused:
        reason = str(refused) or _("One of them is not there any more.")
        if reason not in told.reasons:
            told.reasons.append(reason)


def _say(request: HttpRequest, told: Told, was_chosen: bool) -> None:
    if told.sent:
        said = ngettext(
            "%(n)s person is told, for their eyes alone. It leaves in a moment.",
            "%(n)s people are told, each for their eyes alone. It leaves in a moment.",
            told.sent,
        )
        messages.success(request, said % {"n": told.sent})
    if told.unseen:
        said = ngettext(
            "%(n)s wrote again since you looked, and was not written to. Read it, then press again.",
            "%(n)s wrote again since you looked, and were not written to. Read it, then press again.",
            told.unseen,
        )
        messages.warning(request, said % {"n": told.unseen})
    for reason in told.reasons:
        messages.error(request, reason)
    if not was_chosen:
        messages.warning(request, _("Nobody was ticked, so nothing left."))
    elif not (told.sent or told.unseen or told.reasons):
        messages.info(request, _("They were told before. Nothing was sent twice."))


def _read(said: str) -> tuple[int, int] | None:
    """The conversation and the version of it that was shown."""
    parts = said.split(":")
    if len(parts) != 2 or not all(one.isascii() and one.isdecimal() and len(one) < 19 for one in parts):
        return None
    return int(parts[0]), int(parts[1])
