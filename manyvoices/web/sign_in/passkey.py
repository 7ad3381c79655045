"""Signing in with a passkey alone: the device asks for the finger, the face or the PIN, and names the person."""

from typing import Any

from allauth.account.models import Login
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth
from allauth.mfa.webauthn.internal.flows import perform_passwordless_login
from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from manyvoices.core import audit
from manyvoices.web.limiting import over_limit
from manyvoices.web.sign_in.going_on import safe_target

# A passkey has no secret to be guessed; the limit keeps the machine free.
LIMIT = "20/m/ip"


class DeviceAnswer(forms.JSONField):
    """The answer of the device, put there by static/manyvoices/js/passkeys.js; empty, not "null", before it is."""

    widget = forms.HiddenInput

    def prepare_value(self, value: Any) -> Any:
        """Nothing is shown again: an answer is good once."""
        return ""


class PasskeyForm(forms.Form):
    """Just the answer."""

    credential = DeviceAnswer()


@never_cache
@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """A challenge for any passkey of this site, as JSON. It is kept in the session and good once."""
    return over_limit(request, "passkey", LIMIT) or JsonResponse(auth.begin_authentication(None))


@never_cache
@require_POST
def sign_in(request: HttpRequest) -> HttpResponse:
    """The session of the person whose passkey answered; else back to the sign-in with a sentence."""
    refused = over_limit(request, "passkey", LIMIT)
    if refused is not None:
        return refused
    form = PasskeyForm(request.POST)
    passkey = answered(form.cleaned_data["credential"], None) if form.is_valid() else None
    if passkey is None:
        audit.record(actor=None, verb="sign_in_failed", target=None, ways=["webauthn"])
        messages.error(request, _("This passkey is not known here. Sign in with your password instead."))
        return redirect("sign-in")
    to = safe_target(request) or reverse("today")
    answer: HttpResponse = perform_passwordless_login(
        request, passkey, Login(user=passkey.user, redirect_url=to)
    )
    return answer


def answered(credential: Any, person: Any) -> Authenticator | None:
    """The passkey that answered our challenge, of `person` or, with None, of whom the device names; None: it did not."""
    try:
        auth.parse_authentication_response(credential)
        owner = person if person is not None else auth.extract_user_from_response(credential)
        found: Authenticator = auth.complete_authentication(owner, credential)
    except (
        ValidationError,
        AttributeError,
        KeyError,
        TypeError,
        ValueError,
    ):  # whatever a stranger put there
        return None
    return found
