"""The words of two windows beside each other, and what becomes of them: mine, theirs, or both."""

from django.template.loader import render_to_string

from manyvoices.core.refusals import NotThere
from manyvoices.people.models import Person
from manyvoices.publishing.actions.take_revision_back import take_revision_back
from manyvoices.publishing.differences import changes
from manyvoices.publishing.models import Post, Variant
from manyvoices.web.publishing.composer_form import ComposerForm
from manyvoices.web.publishing.history import whole


def compared(theirs: Variant | None, form: ComposerForm) -> str:
    """HTML of the other window's words with what this window's lack struck out and what they add marked; all escaped."""
    mine = whole(str(form["content_warning"].value() or ""), str(form["text"].value() or ""))
    other = whole(theirs.content_warning, theirs.text) if theirs else ""
    context = {"changes": changes(other, mine), "language": ""}
    return render_to_string("publishing/changes.html", context)


def both(mine: str, theirs: Variant | None) -> str:
    """One text with the words of both windows, one below the other; nothing twice where they are the same."""
    other = theirs.text if theirs else ""
    parts = [one for one in dict.fromkeys([mine.strip(), other.strip()]) if one]
    return "\n\n".join(parts)


def take_theirs(person: Person, post: Post, number: str) -> Post:
    """The draft with the other window's words, after this window's were saved: both stay among its versions.

    `number` is the revision that the other window saved. Raises as `take_revision_back` does.
    """
    wanted = int(number) if number.isdecimal() and len(number) < 10 else 0
    kept = post.revisions.filter(number__lte=wanted).order_by("-number").first()
    if kept is None:
        raise NotThere("This version is not kept any more.")
    return take_revision_back(actor=person, post=post, revision=post.revision, number=kept.number)
