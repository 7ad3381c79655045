"""Saving in the background, while somebody types."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from manyvoices.core.refusals import Conflict, Invalid, Refused
from manyvoices.people.models import Person
from manyvoices.publishing.actions.start_draft import start_draft
from manyvoices.publishing.models import Post
from manyvoices.publishing.queries import post_of
from manyvoices.web.publishing.comparing import compared
from manyvoices.web.publishing.composer import reserved
from manyvoices.web.publishing.composer_form import ComposerForm, newest
from manyvoices.web.publishing.keeping import keep
from manyvoices.web.publishing.voices_offered import voices_with_channels
from manyvoices.web.working_page import working_page


@working_page("POST")
def autosave_new(request: HttpRequest, person: Person) -> HttpResponse:
    """Starts the draft that the page reserved, then saves. JSON as in `autosave`."""
    form = _form(request, person)
    if not form.is_valid():
        return _wrong(form)
    try:
        pk = reserved(person, request.POST.get("reserved", ""))
        post = start_draft(actor=person, voice=form.words().voice, pk=pk)
    except Refused as refused:
        return JsonResponse({"sentence": str(refused)}, status=403)
    return _save(request, person, post, form)


@working_page("POST")
def autosave(request: HttpRequest, person: Person, post_id: int) -> HttpResponse:
    """200 {revision, saved_at, url, autosave, versions}; 409 {sentence, revision, text, content_warning, compared};
    403, 422 {sentence}."""
    form = _form(request, person)
    post = post_of(person, post_id)
    return _save(request, person, post, form) if form.is_valid() else _wrong(form)


def _save(request: HttpRequest, person: Person, post: Post, form: ComposerForm) -> HttpResponse:
    try:
        post = keep(request, person, post, form)
    except Conflict as conflict:
        return JsonResponse(_theirs(person, post, form, conflict), status=409)
    except Refused as refused:
        return JsonResponse({"sentence": str(refused)}, status=403)
    except Invalid as invalid:
        return JsonResponse({"sentence": str(invalid)}, status=422)
    return JsonResponse(
        {
            "revision": post.revision,
            "saved_at": date_format(timezone.localtime(post.saved_at), "H:i:s"),
            "versions": reverse("draft-versions", args=[post.pk]),
            "url": reverse("draft", args=[post.pk]),
            "autosave": reverse("draft-autosave", args=[post.pk]),
            "post": str(post.pk),
        }
    )


def _theirs(person: Person, post: Post, form: ComposerForm, conflict: Conflict) -> dict[str, Any]:
    """What the other window saved, and how it differs; `released` when it did more than save."""
    fresh = post_of(person, post.pk)
    words = newest(fresh)
    return {
        "sentence": str(conflict),
        "revision": fresh.revision,
        "text": words.text if words else "",
        "content_warning": words.content_warning if words else "",
        "compared": compared(words, form),
        "released": not fresh.is_draft,
        "url": reverse("draft", args=[fresh.pk]),
    }


def _form(request: HttpRequest, person: Person) -> ComposerForm:
    return ComposerForm(request.POST, voices=voices_with_channels(person))


def _wrong(form: ComposerForm) -> JsonResponse:
    sentences = [str(sentence) for errors in form.errors.values() for sentence in errors]
    return JsonResponse({"sentence": " ".join(sentences)}, status=422)
