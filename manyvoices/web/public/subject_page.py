"""The page of a topic, a unit or a language: who speaks there, and what they said last."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from manyvoices.federation.queries import reaction_counts
from manyvoices.people.queries import organisation
from manyvoices.web.public.paging import A_PAGE, before
from manyvoices.web.public.shown import frame, shown_posts, shown_voice
from manyvoices.web.public.subjects import Subject

FACES = 12


def subject_page(request: HttpRequest, subject: Subject | None, **more: object) -> HttpResponse:
    """The page of `subject`; `more` says what it is (`kind`), where all of its voices stand, and how to embed it.

    Raises Http404 without a subject.
    """
    if subject is None:
        raise Http404
    behind = before(request)
    posts, voices = subject.posts(A_PAGE, behind), subject.voices()
    context = {
        "organisation": organisation(),
        "subject": subject,
        "voices": [shown_voice(voice) for voice in voices[:FACES]],
        "further_voices": max(0, len(voices) - FACES),
        "posts": shown_posts(posts.notes, reaction_counts(posts.notes)),
        "older": posts.older,
        "before": behind,
        **more,
        **frame(subject.path, feeds=subject.path),
    }
    return render(request, "public/subject.html", context)
