"""How a refusal looks in a browser: what an action raises becomes a page or errors of a form."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.deprecation import MiddlewareMixin
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from manyvoices.core.refusals import Conflict, Invalid, NotThere, Refused

Given = ParamSpec("Given")
Made = TypeVar("Made")

# The narrowest first: NotThere and Conflict are Refused too.
STATUS = {NotThere: 404, Conflict: 409, Refused: 403, Invalid: 400}
HEADINGS = {
    400: _("That could not be used"),
    403: _("You may not do this"),
    404: _("There is nothing here"),
    409: _("Something was faster"),
}


class RefusalsBecomePages(MiddlewareMixin):
    """Answers what a view let through: Refused 403, NotThere 404, Conflict 409, Invalid 400."""

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The page for a refusal; None leaves the error to Django."""
        for kind, status in STATUS.items():
            if isinstance(error, kind):
                with translation.override(getattr(request, "LANGUAGE_CODE", None) or get_language()):
                    return refusal_page(request, status, str(error))
        return None


def refusal_page(request: HttpRequest, status: int, sentence: str) -> HttpResponse:
    """A page that says what happened and leads back; `sentence` is the action's own."""
    context = {"title": HEADINGS[status], "sentence": sentence}
    return render(request, "refusing/refused.html", context, status=status)


def attempt(
    form: forms.BaseForm, action: Callable[Given, Made], /, *args: Given.args, **given: Given.kwargs
) -> Made | None:
    """What the action returns; None when it raised Invalid, whose sentences then stand on `form`.

    A sentence for a field the form does not show stands on the form as a whole. Refused passes on.
    """
    try:
        return action(*args, **given)
    except Invalid as error:
        tell(form, error)
        return None


def tell(form: forms.BaseForm, error: Invalid) -> None:
    """Put each sentence of `error` beside the field it speaks of."""
    for field, sentence in error.fields.items():
        form.add_error(field if field in form.fields else None, sentence)
