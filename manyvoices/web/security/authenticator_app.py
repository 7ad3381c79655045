"""An authenticator app as the second step."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from manyvoices.core.encryption import WrongKey, decrypted, encrypted
from manyvoices.core.refusals import Invalid
from manyvoices.people.actions.keep_authenticator_app import keep_authenticator_app
from manyvoices.people.actions.remove_authenticator_app import remove_authenticator_app
from manyvoices.people.models import Person
from manyvoices.people.queries import organisation
from manyvoices.people.second_steps import second_steps
from manyvoices.people.time_codes import address, new_secret
from manyvoices.web.limiting import over_limit
from manyvoices.web.qr import qr_svg
from manyvoices.web.refusing import tell
from manyvoices.web.security.confirming import confirmed
from manyvoices.web.sign_in.second_step import CodeForm
from manyvoices.web.working_page import working_page

LIMIT = "10/5m/key"


class AppForm(CodeForm):
    """The first code, and the secret it must fit: encrypted and for this person alone, so that nothing is kept yet."""

    sealed = forms.CharField(max_length=400, widget=forms.HiddenInput)


@working_page("GET", "POST")
@confirmed
def authenticator_app(request: HttpRequest, me: Person) -> HttpResponse:
    """The QR code for the app, and the first code from it."""
    secret = _opened(request.POST.get("sealed", ""), me) or new_secret()
    form = AppForm(request.POST or None, initial={"sealed": encrypted(f"{me.pk}:{secret}")})
    if request.method == "POST":
        refused = over_limit(request, "app", LIMIT, key=str(me.pk))
        if refused is not None:
            return refused
        if form.is_valid() and _kept(me, secret, form):
            messages.success(
                request, _("Your app is asked from now on. Keep recovery codes for a lost phone.")
            )
            return redirect("security" if second_steps(me).codes else "recovery-codes")
    home = organisation()
    issuer = home.name if home is not None else "Manyvoices"
    uri = address(secret, issuer=issuer, label=me.email or me.login or me.name)
    context = {"form": form, "qr": qr_svg(uri), "secret": secret, "section": "me"}
    return render(request, "security/authenticator_app.html", context, status=422 if form.errors else 200)


@working_page("POST")
@confirmed
def remove(request: HttpRequest, me: Person) -> HttpResponse:
    """The app is asked no more."""
    remove_authenticator_app(actor=me)
    messages.success(request, _("The app is removed; its codes open nothing any more."))
    return redirect("security")


def _opened(sealed: str, me: Person) -> str:
    """The secret that this person was shown; empty for anything else."""
    try:
        owner, _colon, secret = decrypted(sealed).partition(":")
    except WrongKey:
        return ""
    return secret if owner == str(me.pk) else ""


def _kept(me: Person, secret: str, form: CodeForm) -> bool:
    try:
        keep_authenticator_app(actor=me, secret=secret, code=form.cleaned_data["code"])
    except Invalid as error:
        tell(form, error)
        return False
    return True
