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
from manyvoices.publishing.actions.discard_draft import discard_draft
from manyvoices.publishing.actions.release_post import release_post
from manyvoices.publishing.models import Post
from manyvoices.publishing.queries import is_first_post, post_of
from manyvoices.publishing.scheduling import in_words, moment
from manyvoices.web.publishing.comparing import both, compared, take_theirs
from manyvoices.web.publishing.composer import composer
from manyvoices.web.publishing.composer_form import ComposerForm, newest
from manyvoices.web.publishing.keeping import keep, undescribed
from manyvoices.web.refusing import tell


def press(request: HttpRequest, person: Person, post: Post, form: ComposerForm) -> HttpResponse:
    """The answer to a valid form about a draft: save, publish, schedule, discard, or pictures. No refusal loses words."""
    if "discard" in request.POST:
        discard_draft(actor=person, post=post)
        messages.success(request, _("The draft is thrown away."))
        return redirect("queue")
    if "both" in request.POST:
        form = renewed(form, post, text=both(form.cleaned_data["text"], newest(post)))
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


def renewed(form: ComposerForm, post: Post, **other: str) -> ComposerForm:
    """The same input, but for `other` values, knowing the draft's newest revision: the next press is no conflict with this
    one."""
    data: Any = form.data
    data = data.copy()
    data["revision"] = str(post.revision)
    for name, value in other.items():
        data[name] = value
    again = ComposerForm(data, voices=list(form.voices.values()))
    again.full_clean()
    return again


def _pressed(request: HttpRequest, person: Person, post: Post, form: ComposerForm) -> HttpResponse:
    if "theirs" in request.POST:
        take_theirs(person, post, request.POST["theirs"])
        messages.success(
            request, _("These are the words of the other window. Yours are kept under its versions.")
        )
        return redirect("draft", post.pk)
    if "publish" not in request.POST and "schedule" not in request.POST:
        if "save" in request.POST:
            messages.success(request, _("Saved. You find it again under Queue."))
        return redirect("draft", post.pk)
    missing = undescribed(post)
    if missing and "reminded" not in request.POST:
        return composer(request, person, form=form, post=post, missing=missing, pressed=_which(request))
    planned = "schedule" in request.POST
    wall, zone = (form.wall(), form.cleaned_data["time_zone"]) if planned else (None, "")
    released = release_post(
        actor=person,
        post=post,
        revision=post.revision,
        wall=wall,
        time_zone=zone,
        undo=timedelta(seconds=settings.CONFIG.undo_seconds),
    )
    if wall is not None:
        _say_when(request, released, moment(wall, zone).note)
    elif is_first_post(released):
        return redirect("post-published", released.pk)
    return redirect("post-detail", released.pk)


def _say_when(request: HttpRequest, post: Post, note: str) -> None:
    said = _("Planned. It leaves at the time you chose, unless a pause holds it back.")
    messages.success(request, f"{said} {note}".strip())


def _which(request: HttpRequest) -> str:
    return "schedule" if "schedule" in request.POST else "publish"


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
