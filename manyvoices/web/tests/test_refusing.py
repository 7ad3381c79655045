"""Refusals as pages and as errors of a form."""

import pytest
from django import forms
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from manyvoices.core.refusals import Conflict, Invalid, NotThere, Refused
from manyvoices.web import refusing
from manyvoices.web.refusing import RefusalsBecomePages, attempt


class NameForm(forms.Form):
    """One field."""

    name = forms.CharField()


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (NotThere("No such voice."), 404),
        (Conflict("Bo was faster."), 409),
        (Refused("Not yours."), 403),
        (Invalid(name="Too long."), 400),
    ],
)
def test_each_refusal_has_its_status_and_says_its_sentence(
    error: Exception, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def as_text(_: HttpRequest, template: str, context: dict[str, object], status: int) -> HttpResponse:
        return HttpResponse(f"{template} {context['sentence']}", status=status)

    monkeypatch.setattr(refusing, "render", as_text)
    middleware = RefusalsBecomePages(lambda _: HttpResponse())
    answer = middleware.process_exception(RequestFactory().get("/"), error)
    assert answer is not None
    assert answer.status_code == status
    assert str(error) in answer.content.decode()


def test_other_errors_are_left_to_django() -> None:
    middleware = RefusalsBecomePages(lambda _: HttpResponse())
    assert middleware.process_exception(RequestFactory().get("/"), ValueError("broken")) is None


def test_what_is_invalid_stands_beside_its_field() -> None:
    def refuse(*, actor: str, name: str) -> str:
        raise Invalid(name=f"{actor} cannot call it {name}.", secret="Another thing.")

    form = NameForm({"name": "x"})
    assert form.is_valid()
    assert attempt(form, refuse, actor="Ada", name="x") is None
    assert form.errors["name"] == ["Ada cannot call it x."]
    assert form.non_field_errors() == ["Another thing."]


def test_what_works_is_handed_back() -> None:
    def name_it(*, actor: str, name: str) -> str:
        return actor + name

    form = NameForm({"name": "x"})
    assert form.is_valid()
    assert attempt(form, name_it, actor="Ada", name="x") == "Adax"
    assert not form.errors
