"""The eight steps of the tour, and where in the real pages each of them is shown."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

TITLES: tuple[Promise | str, ...] = (
    _("The one official account"),
    _("The same weeks, told by twenty-five voices"),
    _("Meet three colleagues"),
    _("Press publish"),
    _("The complaint that reaches who knows"),
    _("How somebody becomes a voice"),
    _("What the works council sees"),
    _("What next"),
)
STEPS = len(TITLES)


@dataclass(frozen=True)
class Bar:
    """What the mark on top of every page of a demo shows. `step` is 0 away from the tour."""

    step: int = 0
    title: str | Promise = ""
    steps: int = STEPS
    following: int = 0


def in_demo() -> bool:
    """Whether this installation is a demo."""
    return settings.CONFIG.demo is not None


def bar(request: HttpRequest) -> Bar | None:
    """The bar of a page; None in a real installation. `?tour=3` on a real page says that step 3 led there."""
    if not in_demo():
        return None
    asked = request.GET.get("tour", "")
    step = int(asked) if asked in {str(number) for number in range(1, STEPS + 1)} else 0
    return Bar(step, TITLES[step - 1], STEPS, step + 1 if step < STEPS else 0) if step else Bar()
