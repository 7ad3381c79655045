"""The composer's parts beyond words and pictures: each is one file of its own with one template, and this list."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from django.http import HttpRequest

from manyvoices.people.models import Person
from manyvoices.publishing.models import Post
from manyvoices.voices.models import Voice
from manyvoices.web.publishing.advice_panel import show_advice
from manyvoices.web.publishing.composer_form import ComposerForm

Place = Literal["top", "words", "options", "aside"]


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
    were saved; raises Invalid or Refused. `place` is above the words, below them, among the folded options, or beside.
    """

    name: str
    template: str
    place: Place
    show: Callable[[Opened], Mapping[str, Any] | None]
    keep: Callable[[HttpRequest, Person, Post], None] | None = None


PANELS: tuple[Panel, ...] = (
    Panel(name="advice", template="publishing/panels/advice.html", place="words", show=show_advice),
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
