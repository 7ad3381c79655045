"""Who sits there? One way of proving it, by what the person has."""

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.webauthn.internal import auth
from django import forms
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters

from manyvoices.people.models import Person
from manyvoices.people.second_steps import SecondSteps, second_steps
from manyvoices.web.limiting import Tries
from manyvoices.web.sign_in.going_on import safe_target
from manyvoices.web.sign_in.passkey import PasskeyForm
from manyvoices.web.sign_in.second_step import CodeForm, failed_code_form, proved
from manyvoices.web.working_page import working_page

LIMIT = "5/5m/key"


class PasswordForm(forms.Form):
    """The password of today."""

    password = forms.CharField(
        label=_("Your password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


@sensitive_post_parameters("password", "code")
@working_page("GET", "POST")
def confirm(request: HttpRequest, me: Person) -> HttpResponse:
    """Asks for the second step where there is one, else for the password; then leads back."""
    steps = second_steps(me)
    form = _form(request, steps)
    if request.method == "POST" and form.is_valid() and _proves(request, form, me):
        return redirect(safe_target(request) or "security")
    shown = failed_code_form(form) if isinstance(form, PasskeyForm) else form
    context = {
        "form": shown,
        "steps": steps,
        "passkey_form": PasskeyForm(),
        "target": safe_target(request),
        "section": "me",
    }
    return render(request, "security/confirm.html", context, status=422 if form.errors else 200)


@working_page("POST")
def begin(request: HttpRequest, me: Person) -> HttpResponse:
    """A challenge for one's own passkeys, as JSON."""
    return JsonResponse(auth.begin_authentication(me))


def _form(request: HttpRequest, steps: SecondSteps) -> forms.Form:
    typed = request.POST or None
    if "credential" in request.POST:
        return PasskeyForm(typed)
    return CodeForm(typed) if steps.asked else PasswordForm(typed)


def _proves(request: HttpRequest, form: forms.Form, me: Person) -> bool:
    if not isinstance(form, PasswordForm):
        if proved(request, form, me) is None:
            return False
        record_authentication(request, me, method="mfa")
        return True
    tries = Tries(request, "confirm", LIMIT, key=str(me.pk))
    if tries.are_spent:
        form.add_error(None, _("Too many attempts. Wait five minutes, then try again."))
    elif not me.check_password(form.cleaned_data["password"]):
        form.add_error("password", _("This is not your password. Try again."))
    else:
        tries.forgive()
        record_authentication(request, me, method="password")
        return True
    return False
