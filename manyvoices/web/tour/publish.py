"""Step 4: a post of one's own, followed on its way to the second server and back."""

from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from manyvoices.core.http.addresses import is_loopback
from manyvoices.federation.models import Dispatch, Note
from manyvoices.federation.queries import shown_replies
from manyvoices.people.models import Person
from manyvoices.publishing.actions.release_post import release_post
from manyvoices.publishing.actions.start_draft import start_draft
from manyvoices.publishing.models import Post
from manyvoices.publishing.queries import post_in_view
from manyvoices.voices.queries import own_voice
from manyvoices.web.public.shown import ShownReply, shown_reply
from manyvoices.web.refusing import attempt
from manyvoices.web.tour.demo_page import demo_page
from manyvoices.web.tour.steps import STEPS, TITLES
from manyvoices.web.working_page import working_page

NUMBER = 4


class PublishForm(forms.Form):
    """The words of the post, and an id that makes pressing twice publish once."""

    text = forms.CharField(
        label=_("What you say"), max_length=500, widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"})
    )


def form_of(me: Person) -> PublishForm:
    """A form with a first text in it, so that a visitor only has to press."""
    return PublishForm(
        initial={
            "text": _(
                "A visitor looks around with us today. What would you like them to know about your line?"
            )
        }
    )


@demo_page
@working_page("POST")
def publish(request: HttpRequest, me: Person) -> HttpResponse:
    """Publish as the visitor's own voice, by the same actions as everywhere, and go where its way is shown."""
    form = PublishForm(request.POST)
    post = attempt(form, _released, me=me, text=form.cleaned_data["text"]) if form.is_valid() else None
    if post is not None:
        return redirect(f"{reverse('tour-step', args=[NUMBER])}?post={post.pk}")
    context = {
        "section": "tour",
        "number": NUMBER,
        "title": TITLES[NUMBER - 1],
        "titles": TITLES,
        "before": NUMBER - 1,
        "following": NUMBER + 1 if NUMBER < STEPS else 0,
        "form": form,
        "second": second_server(),
    }
    return render(request, "tour/step_4.html", context)


def journey(request: HttpRequest, me: Person) -> dict[str, Any]:
    """How far the post of `?post=` has come. 404 for a post that is not theirs to see."""
    asked = request.GET.get("post", "")
    if not asked.isdigit():
        return {"second": second_server()}
    post = post_in_view(me, int(asked))
    note = _note(post)
    replies = answers(note)
    arrived = _arrived(note)
    return {
        "second": second_server(),
        "post": post,
        "note": note,
        "arrived": arrived,
        "replies": replies,
        # One answer comes by itself; the visitor sends the second one from the other window.
        "moves": not arrived or len(replies) < 2,
    }


def answers(note: Note | None) -> list[ShownReply]:
    """What came back so far."""
    return [shown_reply(reply) for reply in shown_replies(note)] if note else []


def second_server() -> str:
    """The address of the second server."""
    demo = settings.CONFIG.demo
    return demo.peer_origin if demo else ""


def _released(*, me: Person, text: str) -> Post:
    draft = start_draft(actor=me, voice=own_voice(me), text=text)
    return release_post(actor=me, post=draft, revision=draft.revision)


def _note(post: Post) -> Note | None:
    keys = [delivery.key for delivery in post.deliveries.all()]
    return Note.objects.filter(delivery_key__in=keys).select_related("voice").first()


def _arrived(note: Note | None) -> bool:
    """Whether the second server said that it has it."""
    sent = Dispatch.objects.filter(note=note, type="Create").exclude(done_at=None) if note else None
    return bool(sent and any(is_loopback(row.domain.rpartition(":")[0]) for row in sent))
