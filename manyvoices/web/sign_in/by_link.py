"""Signing in by the QR code of a lead: looking changes nothing, the button signs in."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST

from manyvoices.core.refusals import NotThere
from manyvoices.notifications.actions.tell_person import tell_person
from manyvoices.people.actions.use_sign_in_link import use_sign_in_link
from manyvoices.people.models import SignInLink
from manyvoices.people.queries import usable_sign_in_link
from manyvoices.web.limiting import over_limit
from manyvoices.web.sign_in.entering import enter

# 192 random bits are not found by trying; the limit keeps the record short.
LIMIT = "20/m/ip"


class LinkForm(forms.Form):
    """The token, carried from the address into the body: what fails is logged with its address."""

    token = forms.CharField(max_length=64, widget=forms.HiddenInput)


@never_cache
@require_GET
def link(request: HttpRequest, token: str) -> HttpResponse:
    """Whom the link signs in, and the button. A used, revoked, old or unknown link is the same 404."""
    refused = over_limit(request, "by_link", LIMIT)
    if refused is not None:
        return refused
    found = usable_sign_in_link(token).select_related("person", "made_by").first()
    if found is None:
        raise NotThere(_("This link has ended or was used. Ask for a new one; it takes a moment."))
    context = {"link": found, "form": LinkForm(initial={"token": token})}
    return render(request, "sign_in/by_link.html", context)


@never_cache
@sensitive_post_parameters("token")
@require_POST
def use(request: HttpRequest) -> HttpResponse:
    """The session on this device, after the second step for whoever has one; the person is told who made the link."""
    refused = over_limit(request, "by_link", LIMIT)
    if refused is not None:
        return refused
    form = LinkForm(request.POST)
    spent = use_sign_in_link(token=form.cleaned_data["token"] if form.is_valid() else "")
    _tell(spent)
    return enter(request, spent.person, by="link", to="security-first")


def _tell(spent: SignInLink) -> None:
    """So that a link somebody else used does not stay unseen."""
    person = spent.person
    with translation.override(person.language or translation.get_language()):
        tell_person(
            person=person,
            kind="signed_in_by_link",
            key=f"signed-in-by-link-{spent.pk}",
            subject=_("A sign-in link for you was used"),
            text=_(
                "%(name)s made the link. If it was not you who used it, end all sessions on your security page "
                "and talk to your lead."
            )
            % {"name": spent.made_by.name},
            link="/me/security",
        )
