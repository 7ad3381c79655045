"""The versions of a draft, and the way back to any of them."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from manyvoices.core.refusals import NotThere
from manyvoices.people.models import Person
from manyvoices.publishing.actions.take_revision_back import take_revision_back
from manyvoices.publishing.differences import Change, changes
from manyvoices.publishing.models import Post, Revision
from manyvoices.publishing.queries import draft_of
from manyvoices.web.publishing.history import whole
from manyvoices.web.working_page import working_page

A_PAGE = 20


@dataclass(frozen=True)
class Kept:
    """A version as the list shows it; `changes` is against the version that was kept before it."""

    revision: Revision
    words: int
    changes: list[Change]
    newest: bool


@working_page("GET", "POST")
def versions(request: HttpRequest, person: Person, post_id: int) -> HttpResponse:
    """What an own draft said and when, newest first; a POST takes one back. 404 for drafts of others."""
    post = draft_of(person, post_id)
    if request.method == "POST":
        number, seen = (_number(request, name) for name in ("number", "revision"))
        take_revision_back(actor=person, post=post, revision=seen, number=number)
        messages.success(
            request, _("Version %(n)s is back. What stood there until now is kept too.") % {"n": number}
        )
        return redirect("draft", post.pk)
    rows = post.revisions.select_related("made_by").order_by("-number")
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    context = {"section": "compose", "post": post, "page": page, "versions": _kept(post, list(page))}
    return render(request, "publishing/versions.html", context)


def text_of(revision: Revision | None) -> str:
    """Everything a version says: title, words for all, then those of single channels."""
    if revision is None:
        return ""
    said = [whole(one["content_warning"], one["text"]) for one in revision.content["variants"]]
    return "\n\n".join(one for one in [revision.content["title"], *said] if one)


def _kept(post: Post, rows: list[Revision]) -> list[Kept]:
    if not rows:
        return []
    before = post.revisions.filter(number__lt=rows[-1].number).order_by("-number").first()
    last = post.revisions.order_by("-number").values_list("number", flat=True).first()
    texts = [text_of(row) for row in rows] + [text_of(before)]
    return [
        Kept(row, len(texts[at].split()), changes(texts[at + 1], texts[at]), row.number == last)
        for at, row in enumerate(rows)
    ]


def _number(request: HttpRequest, name: str) -> int:
    given = request.POST.get(name, "")
    if not given.isdecimal() or len(given) > 9:
        raise NotThere(_("This version is not kept any more."))
    return int(given)
