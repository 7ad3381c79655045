"""Set-up: four fields, and the addresses they lead to."""

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from manyvoices.core.refusals import NotThere
from manyvoices.people.models import Purpose
from manyvoices.people.queries import live_setup_link
from manyvoices.people.wordings import shown
from manyvoices.voices.actions.set_up_with_voices import set_up_with_voices
from manyvoices.voices.addresses import host
from manyvoices.voices.handles import first_handles
from manyvoices.web.refusing import attempt
from manyvoices.web.sign_in.entering import enter


class SetUpForm(forms.Form):
    """Who sets up what."""

    organisation_name = forms.CharField(
        label=_("Name of your organisation"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    name = forms.CharField(
        label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("You sign in with it. It is never shown in public."),
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
    )
    password = forms.CharField(
        label=_("Password"),
        help_text=_("At least 10 characters."),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def setup(request: HttpRequest, token: str) -> HttpResponse:
    """The form; then the person is signed in and writes their first post. A used or old link is a 404."""
    _check(token)
    form = SetUpForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        person = attempt(
            form,
            set_up_with_voices,
            token=token,
            language=get_language() or settings.LANGUAGE_CODE,
            time_zone=settings.CONFIG.time_zone,
            **form.cleaned_data,
        )
        if person is not None:
            return enter(request, person, by="set_up", to="compose")
    context = {"form": form, "token": token, "promises": _promises(), **_addresses(request)}
    return render(request, "setup/setup.html", context)


@never_cache
@require_GET
def addresses(request: HttpRequest, token: str) -> HttpResponse:
    """The two addresses for the names typed so far, as a fragment; it reads and reserves nothing."""
    _check(token)
    return render(request, "setup/addresses.html", _addresses(request))


def _check(token: str) -> None:
    if not live_setup_link(token).exists():
        raise NotThere(gettext("This set-up link has ended. Start Manyvoices again to get a fresh one."))


def _addresses(request: HttpRequest) -> dict[str, str]:
    typed = request.POST or request.GET
    brand, own = first_handles(
        typed.get("organisation_name", "")[:120]
        or gettext("your organisation"),  # "organisation" is kept back
        typed.get("name", "")[:120] or gettext("you"),
    )
    return {"brand_address": f"@{brand}@{host()}", "own_address": f"@{own}@{host()}"}


def _promises() -> list[str]:
    language = get_language() or settings.LANGUAGE_CODE
    return [shown(purpose, language) for purpose in (Purpose.PUBLISH, Purpose.COLLECT)]
