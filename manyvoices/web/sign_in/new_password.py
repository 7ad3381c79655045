"""Choosing a new password by the link of a letter. It signs nobody in: the sign-in that follows asks every step."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST

from manyvoices.core.refusals import NotThere
from manyvoices.people.actions.set_new_password import set_new_password
from manyvoices.people.password_keys import person_of
from manyvoices.web.limiting import over_limit
from manyvoices.web.refusing import attempt

LIMIT = "20/m/ip"


class NewPasswordForm(forms.Form):
    """The key, carried from the address into the body, and the password."""

    key = forms.CharField(max_length=120, widget=forms.HiddenInput)
    password = forms.CharField(
        label=_("Choose a password"),
        help_text=_("At least 10 characters."),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


@never_cache
@require_GET
def new_password(request: HttpRequest, key: str) -> HttpResponse:
    """The form. An old, used or made-up link is the same 404."""
    refused = over_limit(request, "new_password", LIMIT)
    if refused is not None:
        return refused
    if person_of(key) is None:
        raise NotThere(gettext("This link has ended or was used. Ask for a new one on the sign-in page."))
    return render(request, "sign_in/new_password.html", {"form": NewPasswordForm(initial={"key": key})})


@never_cache
@sensitive_post_parameters("key", "password")
@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """The new password counts, and the way leads to the sign-in."""
    refused = over_limit(request, "new_password", LIMIT)
    if refused is not None:
        return refused
    form = NewPasswordForm(request.POST)
    if form.is_valid() and attempt(form, set_new_password, **form.cleaned_data) is not None:
        messages.success(request, gettext("Your new password counts from now on. Sign in with it."))
        return redirect("sign-in")
    return render(request, "sign_in/new_password.html", {"form": form}, status=422)
