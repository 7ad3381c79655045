"""Passkeys: the fingerprint, face or PIN of a device."""

from typing import Any

from allauth.mfa.webauthn.internal import auth
from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from manyvoices.core.refusals import NotThere
from manyvoices.people.actions.add_passkey import add_passkey
from manyvoices.people.actions.remove_passkey import remove_passkey
from manyvoices.people.models import Person
from manyvoices.people.second_steps import second_steps
from manyvoices.web.refusing import attempt
from manyvoices.web.security.confirming import confirmed
from manyvoices.web.security.devices import device
from manyvoices.web.sign_in.passkey import DeviceAnswer
from manyvoices.web.working_page import working_page


class NewPasskeyForm(forms.Form):
    """A name to tell devices apart, and the answer of the device."""

    name = forms.CharField(label=_("Name of the device"), max_length=60, required=False)
    credential = DeviceAnswer()


@working_page("GET", "POST")
@confirmed
def passkeys(request: HttpRequest, me: Person) -> HttpResponse:
    """Add one; the device asks for the finger, the face or the PIN."""
    form = NewPasskeyForm(
        request.POST or None, initial={"name": device(request.headers.get("User-Agent", ""))}
    )
    if request.method == "POST" and form.is_valid():
        if not _is_ours(form.cleaned_data["credential"]):
            form.add_error(None, gettext("Your device did not answer as it should. Try again."))
        elif attempt(form, add_passkey, actor=me, **form.cleaned_data) is not None:
            messages.success(request, gettext("The passkey is kept. You can sign in with it alone."))
            return redirect("security" if second_steps(me).codes else "recovery-codes")
    context = {"form": form, "section": "me"}
    return render(request, "security/passkeys.html", context, status=422 if form.errors else 200)


@working_page("POST")
@confirmed
def begin(request: HttpRequest, me: Person) -> HttpResponse:
    """What the device needs to make a passkey that signs in by itself, as JSON."""
    return JsonResponse(auth.begin_registration(me, passwordless=True))


@working_page("POST")
@confirmed
def remove(request: HttpRequest, me: Person, passkey_id: int) -> HttpResponse:
    """The passkey opens nothing any more; somebody else's is a 404."""
    mine = [row for row in second_steps(me).passkeys if row.pk == passkey_id]
    if not mine:
        raise NotThere
    remove_passkey(actor=me, passkey=mine[0])
    messages.success(request, gettext("The passkey is removed. You may delete it on your device too."))
    return redirect("security")


def _is_ours(credential: Any) -> bool:
    """Whether the device answered our challenge, and asked the person for the finger, the face or the PIN."""
    try:
        auth.parse_registration_response(credential)
        return bool(auth.complete_registration(credential).is_user_verified())
    except (ValidationError, AttributeError, KeyError, TypeError, ValueError):  # whatever a script put there
        return False
