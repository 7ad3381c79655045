"""Changing, closing and answering topics, for the keepers of the list."""

from typing import TypeVar

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from manyvoices.core.refusals import Invalid, NotThere, Refused
from manyvoices.people.actions.accept_topic import accept_topic
from manyvoices.people.actions.change_topic import change_topic
from manyvoices.people.actions.close_topic import close_topic
from manyvoices.people.actions.decline_topic import decline_topic
from manyvoices.people.actions.reopen_topic import reopen_topic
from manyvoices.people.models import Person, Topic, TopicProposal
from manyvoices.people.permissions import may_keep_topics
from manyvoices.people.queries import rights
from manyvoices.web.people.topics import TopicForm
from manyvoices.web.working_page import working_page

Row = TypeVar("Row", Topic, TopicProposal)


@working_page("POST")
def change(request: HttpRequest, me: Person, topic_id: int) -> HttpResponse:
    """Better words for a topic."""
    topic = _one(me, Topic.objects.filter(pk=topic_id))
    form = TopicForm(request.POST)
    try:
        if not form.is_valid():
            raise Invalid(name=_("Write a name under 80 and a description under 500 characters."))
        change_topic(actor=me, topic=topic, **form.cleaned_data)
    except Invalid as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Saved. Its hashtag stays."))
    return redirect("people-topics")


@working_page("POST")
def close(request: HttpRequest, me: Person, topic_id: int) -> HttpResponse:
    """Offer a topic to nobody any more."""
    close_topic(actor=me, topic=_one(me, Topic.objects.filter(pk=topic_id)))
    messages.success(request, _("Closed. Who knows about it and what was posted stays."))
    return redirect("people-topics")


@working_page("POST")
def reopen(request: HttpRequest, me: Person, topic_id: int) -> HttpResponse:
    """Offer a closed topic again."""
    reopen_topic(actor=me, topic=_one(me, Topic.objects.filter(pk=topic_id)))
    messages.success(request, _("Open again."))
    return redirect("people-topics")


@working_page("POST")
def accept(request: HttpRequest, me: Person, proposal_id: int) -> HttpResponse:
    """Make a topic of a proposal."""
    try:
        accept_topic(actor=me, proposal=_one(me, TopicProposal.objects.filter(pk=proposal_id)))
    except Invalid as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Added. Everybody can tick it now."))
    return redirect("people-topics")


@working_page("POST")
def decline(request: HttpRequest, me: Person, proposal_id: int) -> HttpResponse:
    """Answer a proposal with a no."""
    decline_topic(actor=me, proposal=_one(me, TopicProposal.objects.filter(pk=proposal_id)))
    messages.success(request, _("Answered."))
    return redirect("people-topics")


def _one(me: Person, rows: "QuerySet[Row]") -> Row:
    """The row for a keeper of the list, and nothing at all for others: proposals are not for everybody's eyes."""
    try:
        may_keep_topics(rights(me))
    except Refused:
        raise NotThere from None
    found = rows.first()
    if found is None:
        raise NotThere
    return found
