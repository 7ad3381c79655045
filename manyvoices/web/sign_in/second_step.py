"""The second step of signing in: a passkey, a code of the app, or a recovery code."""

from allauth.account.internal.decorators import login_stage_required
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth
from django import forms
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from manyvoices.core import audit
from manyvoices.people.actions.spend_code import spend_code
from manyvoices.people.models import Person
from manyvoices.people.second_steps import second_steps
from manyvoices.web.limiting import Tries
from manyvoices.web.sign_in.passkey import PasskeyForm, answered
from manyvoices.web.sign_in.stages import SecondStep

# By account: six digits must not be found by trying. By address: nor by trying many accounts.
LIMIT = "20/m/ip,5/5m/key"


class CodeForm(forms.Form):
    """One field for both kinds of code: people who lost their phone need not look for another page."""

    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autocapitalize": "none"}),
    )


@login_stage_required(stage=SecondStep.key, redirect_urlname="sign-in")  # type: ignore[untyped-decorator]
@sensitive_post_parameters("code")
@require_http_methods(["GET", "POST"])
def second_step(request: HttpRequest) -> HttpResponse:
    """Asks until it is answered; then the session begins and leads to where the person wanted to go."""
    stage = request._login_stage  # type: ignore[attr-defined]
    person: Person = stage.login.user
    form = PasskeyForm(request.POST) if "credential" in request.POST else CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        proof = proved(request, form, person)
        if proof is not None:
            post_authentication(request, proof)
            answer: HttpResponse = stage.exit()
            return answer
    code_form = form if isinstance(form, CodeForm) else failed_code_form(form)
    context = {"form": code_form, "steps": second_steps(person), "passkey_form": PasskeyForm()}
    return render(request, "sign_in/second_step.html", context, status=422 if form.errors else 200)


@login_stage_required(stage=SecondStep.key, redirect_urlname="sign-in")  # type: ignore[untyped-decorator]
@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """A challenge for the passkeys of the person on the way in, as JSON."""
    stage = request._login_stage  # type: ignore[attr-defined]
    return JsonResponse(auth.begin_authentication(stage.login.user))


def proved(request: HttpRequest, form: forms.Form, person: Person) -> Authenticator | None:
    """What the answer in a valid form proves; None, with the reason on the form, for a wrong one or one too many."""
    tries = Tries(request, "second_step", LIMIT, key=str(person.pk))
    if tries.are_spent:
        form.add_error(None, _("Too many attempts. Wait five minutes, then try again."))
        return None
    proof = _proof(form, person)
    if proof is None:
        audit.record(actor=None, verb="second_step_failed", target=person)
        form.add_error(None, _wrong(form))
        return None
    tries.forgive()
    proof.user = person
    return proof


def failed_code_form(form: forms.Form) -> CodeForm:
    """An empty form for a code that says what went wrong with the passkey."""
    shown = CodeForm({"code": ""})
    shown.full_clean()
    shown.errors.clear()
    shown.add_error(None, form.non_field_errors() or _wrong(form))
    return shown


def _proof(form: forms.Form, person: Person) -> Authenticator | None:
    if isinstance(form, PasskeyForm):
        return answered(form.cleaned_data["credential"], person)
    kind = spend_code(person=person, code=form.cleaned_data["code"])
    return Authenticator.objects.filter(user=person, type=kind).first() if kind else None


def _wrong(form: forms.Form) -> str:
    if isinstance(form, PasskeyForm):
        return str(_("This passkey did not answer as it should. Try again, or type a code instead."))
    return str(_("This code does not fit, or was used before. Wait for the next one and type that."))
