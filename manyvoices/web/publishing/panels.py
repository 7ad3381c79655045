"""The composer's parts beyond words and pictures: each is one file of its own with one template, and this list."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from django.http import HttpRequest

from manyvoices.people.models import Person
from manyvoices.publishing.models import Post
from manyvoices.voices.models import Voice
from manyvoices.web.publishing.advice_panel import show_advice
from manyvoices.web.publishing.approval_panel import TEMPLATE, show_approval
from manyvoices.web.publishing.article_panel import keep_article, show_article
from manyvoices.web.publishing.composer_form import ComposerForm
from manyvoices.web.publishing.film_panel import keep_film_parts, show_film
from manyvoices.web.publishing.library_panel import keep_library, show_library
from manyvoices.web.publishing.plan_panel import keep_plan, show_plan
from manyvoices.web.publishing.variants_panel import keep_variants, show_variants

Place = Literal["top", "words", "plan", "options", "aside"]


@dataclass(frozen=True)
class Opened:
    """The composer as it stands while the page is made. `post` None: nobody saved the draft yet."""

    request: HttpRequest
    person: Person
    post: Post | None
    form: ComposerForm
    voice: Voice | None


@dataclass(frozen=True, kw_only=True)
class Panel:
    """`show` gives what `template` reads as `panel`, or None when the part does not stand on this page.

    `keep` saves what the part's own fields sent (their names begin with the panel's name and a hyphen), after the words
    were saved; raises Invalid or Refused. `place` is above the words, below them, beside the planned time, among the
    folded options, or beside.
    """

    name: str
    template: str
    place: Place
    show: Callable[[Opened], Mapping[str, Any] | None]
    keep: Callable[[HttpRequest, Person, Post], None] | None = None


PANELS: tuple[Panel, ...] = (
    Panel(
        name="article",
        template="publishing/panels/article.html",
        place="top",
        show=show_article,
        keep=keep_article,
    ),
    Panel(name="approval", template=TEMPLATE, place="top", show=show_approval),
    Panel(
        name="film",
        template="publishing/panels/film.html",
        place="words",
        show=show_film,
        keep=keep_film_parts,
    ),
    Panel(
        name="library",
        template="publishing/panels/library.html",
        place="words",
        show=show_library,
        keep=keep_library,
    ),
    Panel(name="advice", template="publishing/panels/advice.html", place="words", show=show_advice),
    Panel(
        name="variants",
        template="publishing/panels/variants.html",
        place="options",
        show=show_variants,
        keep=keep_variants,
    ),
    Panel(name="plan", template="publishing/panels/plan.html", place="plan", show=show_plan, keep=keep_plan),
)


def panels_of(opened: Opened) -> dict[str, list[tuple[str, Mapping[str, Any]]]]:
    """Place -> pairs of template and what it reads, in the order of PANELS."""
    found: dict[str, list[tuple[str, Mapping[str, Any]]]] = {}
    for panel in PANELS:
        said = panel.show(opened)
        if said is not None:
            found.setdefault(panel.place, []).append((panel.template, said))
    return found


def keep_panels(request: HttpRequest, person: Person, post: Post) -> None:
    """Saves what every part sent."""
    for panel in PANELS:
        if panel.keep is not None:
            panel.keep(request, person, post)
