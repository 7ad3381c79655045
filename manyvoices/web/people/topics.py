"""The list of topics: what one knows, what one misses, and how its keepers change it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from manyvoices.people.actions.choose_topics import choose_topics
from manyvoices.people.actions.make_topic import make_topic
from manyvoices.people.actions.propose_topic import propose_topic
from manyvoices.people.models import Expertise, Person, Topic, TopicProposal
from manyvoices.people.permissions import LEADS
from manyvoices.people.queries import rights
from manyvoices.web.refusing import attempt
from manyvoices.web.working_page import working_page

MOST_SHOWN = 200


class KnownForm(forms.Form):
    """What one knows, ticked."""

    topics = forms.ModelMultipleChoiceField(
        Topic.objects.none(), label=_("I know about"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, offered: "QuerySet[Topic]", *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        topics = self.fields["topics"]
        if isinstance(topics, forms.ModelMultipleChoiceField):
            topics.queryset = offered


class TopicForm(forms.Form):
    """A topic's words."""

    name = forms.CharField(label=_("Name"), max_length=80)
    description = forms.CharField(label=_("What it is about"), max_length=500, required=False)


class ProposalForm(forms.Form):
    """A topic that is missing."""

    name = forms.CharField(label=_("Topic"), max_length=80)
    because = forms.CharField(label=_("Why it is missing"), max_length=500, required=False)


@working_page("GET")
def topics(request: HttpRequest, me: Person) -> HttpResponse:
    """Everybody ticks and proposes; leads of the whole organisation see the list to keep besides."""
    return _page(request, me)


@working_page("POST")
def know(request: HttpRequest, me: Person) -> HttpResponse:
    """Say what one knows."""
    form = KnownForm(_offered(me), request.POST)
    if form.is_valid():
        attempt(form, choose_topics, actor=me, topics=list(form.cleaned_data["topics"]))
    return _back(request, me, gettext("Saved. Colleagues find you by it."), known_form=form)


@working_page("POST")
def propose(request: HttpRequest, me: Person) -> HttpResponse:
    """Propose a topic."""
    form = ProposalForm(request.POST)
    if form.is_valid():
        attempt(form, propose_topic, actor=me, **form.cleaned_data)
    return _back(request, me, gettext("Proposed. You see here what became of it."), proposal_form=form)


@working_page("POST")
def add(request: HttpRequest, me: Person) -> HttpResponse:
    """Add a topic."""
    form = TopicForm(request.POST)
    if form.is_valid():
        attempt(form, make_topic, actor=me, **form.cleaned_data)
    return _back(request, me, gettext("Added."), topic_form=form)


def _back(request: HttpRequest, me: Person, said: str, **tried: forms.BaseForm) -> HttpResponse:
    if any(form.errors for form in tried.values()):
        return _page(request, me, **tried)
    messages.success(request, said)
    return redirect("people-topics")


def _page(request: HttpRequest, me: Person, **tried: forms.BaseForm) -> HttpResponse:
    keeps = rights(me).has_any_role(LEADS, None)
    known = Expertise.objects.filter(person=me, ended_at=None).values_list("topic_id", flat=True)
    own = TopicProposal.objects.filter(proposed_by=me).select_related("topic").order_by("-proposed_at")
    waiting = TopicProposal.objects.filter(answered_at=None).select_related("proposed_by__unit")
    context = {
        "section": "people",
        "known_form": KnownForm(_offered(me), initial={"topics": list(known)}),
        "proposal_form": ProposalForm(),
        "topic_form": TopicForm() if keeps else None,
        "kept": _kept() if keeps else (),
        "waiting": waiting.order_by("proposed_at")[:MOST_SHOWN] if keeps else (),
        "own": own[:20],
        **tried,
    }
    return render(request, "people/topics.html", context, status=422 if tried else 200)


def _offered(me: Person) -> "QuerySet[Topic]":
    mine = Expertise.objects.filter(person=me, ended_at=None).values("topic")
    return Topic.objects.filter(Q(closed_at=None) | Q(pk__in=mine)).order_by("name")


def _kept() -> "QuerySet[Topic]":
    experts = Count("experts", filter=Q(experts__ended_at=None, experts__person__is_active=True))
    return Topic.objects.annotate(known_by=experts).order_by("-closed_at", "name")[:MOST_SHOWN]
