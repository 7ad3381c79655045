"""Two conversations about the same become one, and are parted again."""

import re

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from manyvoices.conversations.actions.merge_conversations import merge_conversations
from manyvoices.conversations.actions.part_conversations import part_conversations
from manyvoices.conversations.models import Conversation, Standing
from manyvoices.conversations.queries.contacts import history_of
from manyvoices.conversations.telling import INBOX
from manyvoices.core.refusals import Conflict, Invalid, NotThere
from manyvoices.people.models import Person
from manyvoices.web.conversations.opened import opened
from manyvoices.web.working_page import working_page

# The number at the end of a conversation's address, or alone.
_NUMBER = re.compile(r"(?:^|/inbox/)(\d{1,18})/?(?:[?#].*)?$")


@working_page("GET", "POST")
def merge(request: HttpRequest, person: Person, conversation_id: int) -> HttpResponse:
    """Which other conversation, and then both in this one: `gone` is its number or address."""
    one = opened(person, conversation_id)
    if request.method != "POST":
        return _page(request, person, one)
    typed = request.POST.get("gone", "").strip()
    found = _NUMBER.search(typed)
    try:
        if found is None:
            raise Invalid(gone=_("Choose a conversation, or paste the address of its page."))
        gone = opened(person, int(found[1]))
        is_sure = request.POST.get("is_sure") == "1"
        kept = merge_conversations(actor=person, kept=one, gone=gone, is_sure=is_sure)
    except NotThere:
        return _page(request, person, one, typed=typed, wrong=_("There is no such conversation."))
    except (Conflict, Invalid) as why:
        asks = isinstance(why, Invalid) and "is_sure" in why.fields
        return _page(request, person, one, typed=typed, wrong=str(why), asks_sure=asks)
    messages.success(request, _("Both are one conversation now. You can part them again."))
    return redirect("conversation", kept.pk)


@working_page("POST")
def part(request: HttpRequest, person: Person, conversation_id: int) -> HttpResponse:
    """The conversation `gone`, which is part of this one, stands on its own again."""
    one = opened(person, conversation_id)
    said = request.POST.get("gone", "")
    if not said:
        messages.warning(request, _("Choose which conversation is parted."))
        return redirect("conversation", one.pk)
    rows = Conversation.objects.filter(merged_into=one)
    gone = rows.filter(pk=int(said)).first() if said.isdecimal() and len(said) < 19 else None
    if gone is None:
        raise NotThere
    try:
        part_conversations(actor=person, gone=gone)
    except Conflict as why:
        messages.warning(request, str(why))
        return redirect("conversation", one.pk)
    messages.success(request, _("They are two conversations again."))
    return redirect("conversation", gone.pk)


def _page(
    request: HttpRequest, person: Person, one: Conversation, *, wrong: str = "", **more: object
) -> HttpResponse:
    history = history_of(person, one.contact, leave_out=one.pk)
    others = [row for row in history.conversations if _fits(row, one)]
    context = {"section": "inbox", "one": one, "others": others, "wrong": wrong, "inbox": INBOX, **more}
    return render(request, "conversations/merge.html", context, status=422 if wrong else 200)


def _fits(row: Conversation, one: Conversation) -> bool:
    return row.owner_id == one.owner_id and row.standing != Standing.CLOSED
