"""What each button of the composer does. The words are kept first, whatever happens to the rest."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from manyvoices.core.refusals import Conflict, Invalid, NotThere, Refused
from manyvoices.people.models import Person
from manyvoices.people.queries import organisation
from manyvoices.publishing.actions.count_hints import KNOWN, count_hints
from manyvoices.publishing.actions.discard_draft import discard_draft
from manyvoices.publishing.actions.queue_post import queue_post
from manyvoices.publishing.actions.release_post import release_post
from manyvoices.publishing.disclosure import with_line
from manyvoices.publishing.models import Post
from manyvoices.publishing.queries import is_first_post, post_of
from manyvoices.publishing.scheduling import in_words, moment
from manyvoices.web.publishing.advice_panel import be_quiet, networks_of, shown_at_release
from manyvoices.web.publishing.approval_panel import ask_first, has_to_ask
from manyvoices.web.publishing.comparing import both, compared, take_theirs
from manyvoices.web.publishing.composer import composer
from manyvoices.web.publishing.composer_form import ComposerForm, newest
from manyvoices.web.publishing.keeping import keep, undescribed
from manyvoices.web.publishing.panels import Opened
from manyvoices.web.refusing import tell


def press(request: HttpRequest, person: Person, post: Post, form: ComposerForm) -> HttpResponse:
    """The answer to a valid form about a draft: save, publish, schedule, discard, or pictures. No refusal loses words."""
    if "discard" in request.POST:
        discard_draft(actor=person, post=post)
        messages.success(request, _("The draft is thrown away."))
        return redirect("queue")
    form = _changed(request, person, post, form)
    try:
        post = keep(request, person, post, form)
        return _pressed(request, person, post, renewed(form, post))
    except Conflict as conflict:
        return _overtaken(request, person, post, form, conflict)
    except Refused as refused:
        post.refresh_from_db()
        again = renewed(form, post)
        return composer(request, person, form=again, post=post, status=403, refused=str(refused))
    except Invalid as invalid:
        post.refresh_from_db()
        again = renewed(form, post)
        tell(again, invalid)
        return composer(request, person, form=again, post=post, status=422)


def _changed(request: HttpRequest, person: Person, post: Post, form: ComposerForm) -> ComposerForm:
    """The form with what a button adds to the words: those of the other window, or a line that discloses."""
    text = form.cleaned_data["text"]
    if "both" in request.POST:
        return renewed(form, post, text=both(text, newest(post)))
    if "disclose" in request.POST:
        home, voice = organisation(), form.words().voice
        networks = networks_of(Opened(request, person, post, form, voice))
        line = request.POST["disclose"]
        form = renewed(form, None, text=with_line(text, line, home.name if home else "", networks))
    return form


def renewed(form: ComposerForm, post: Post | None, **other: str) -> ComposerForm:
    """The same input, but for `other` values. With `post` it knows the newest revision: the next press is no conflict with
    this one."""
    data: Any = form.data
    data = data.copy()
    if post is not None:
        data["revision"] = str(post.revision)
    for name, value in other.items():
        data[name] = value
    again = ComposerForm(data, voices=list(form.voices.values()))
    again.full_clean()
    return again


def _pressed(request: HttpRequest, person: Person, post: Post, form: ComposerForm) -> HttpResponse:
    if not {"publish", "schedule", "queue"} & request.POST.keys():
        return _kept(request, person, post)
    missing = undescribed(post)
    if missing and "reminded" not in request.POST:
        return composer(request, person, form=form, post=post, missing=missing, pressed=_which(request))
    if "queue" in request.POST:
        return _queued(request, person, post)
    planned = "schedule" in request.POST
    wall, zone = (form.wall(), form.cleaned_data["time_zone"]) if planned else (None, "")
    if has_to_ask(person, post):
        return ask_first(request, person, post, wall, zone)
    released = release_post(
        actor=person,
        post=post,
        revision=post.revision,
        wall=wall,
        time_zone=zone,
        undo=timedelta(seconds=settings.CONFIG.undo_seconds),
    )
    count_hints(shown=[one.key for one in shown_at_release(request, released, form.cleaned_data["text"])])
    if wall is not None:
        _say_when(request, released, moment(wall, zone).note)
    elif is_first_post(released):
        return redirect("post-published", released.pk)
    return redirect("post-detail", released.pk)


def _queued(request: HttpRequest, person: Person, post: Post) -> HttpResponse:
    released = queue_post(actor=person, post=post, revision=post.revision)
    when = in_words(released.scheduled_at or released.saved_at, released.time_zone)
    messages.success(request, _("In the queue. It leaves on %(when)s.") % {"when": when})
    return redirect("post-detail", released.pk)


def _kept(request: HttpRequest, person: Person, post: Post) -> HttpResponse:
    """Back to the draft, which nothing leaves: saved, with the other window's words, or with a hint waved away."""
    if "unhelpful" in request.POST:
        return _unhelpful(request, post)
    if "theirs" in request.POST:
        take_theirs(person, post, request.POST["theirs"])
        messages.success(
            request, _("These are the words of the other window. Yours are kept under its versions.")
        )
    if "save" in request.POST:
        messages.success(request, _("Saved. You find it again under Queue."))
    return redirect("draft", post.pk)


def _unhelpful(request: HttpRequest, post: Post) -> HttpResponse:
    """Counted for all people together; that it was this person stands in their browser alone."""
    answer = redirect("draft", post.pk)
    key = request.POST["unhelpful"]
    if key in KNOWN:
        count_hints(not_helpful=[key])
        be_quiet(answer, request, key)
    return answer


def _say_when(request: HttpRequest, post: Post, note: str) -> None:
    said = _("Planned. It leaves at the time you chose, unless a pause holds it back.")
    messages.success(request, f"{said} {note}".strip())


def _which(request: HttpRequest) -> str:
    return next((name for name in ("schedule", "queue") if name in request.POST), "publish")


def _overtaken(
    request: HttpRequest, person: Person, post: Post, form: ComposerForm, conflict: Conflict
) -> HttpResponse:
    """Both texts side by side; or, when the draft was released meanwhile, what became of it."""
    try:
        fresh = post_of(person, post.pk)
    except NotThere:  # thrown away in another window: what was typed here still stands on the page
        return composer(request, person, form=form, post=None, status=409, refused=str(conflict))
    if not fresh.is_draft:
        messages.info(request, str(conflict))
        return redirect("post-detail", fresh.pk)
    again, theirs = renewed(form, fresh), newest(fresh)
    words = compared(theirs, form)
    return composer(request, person, form=again, post=fresh, status=409, theirs=theirs, compared=words)
