"""Accepting an invitation."""

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from manyvoices.core.refusals import NotThere
from manyvoices.people.actions.accept_invitation import accept_invitation
from manyvoices.people.models import Invitation, Purpose
from manyvoices.people.queries import organisation, waiting_invitation
from manyvoices.people.wordings import shown
from manyvoices.voices.addresses import host
from manyvoices.voices.handles import suggest_handle
from manyvoices.web.people.role_words import MEANINGS
from manyvoices.web.people.welcoming import welcome
from manyvoices.web.refusing import attempt
from manyvoices.web.sign_in.entering import enter


class JoinForm(forms.Form):
    """Who joins, and whether they want a voice of their own."""

    name = forms.CharField(
        label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("You sign in with it. It is never shown in public."),
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
    )
    password = forms.CharField(
        label=_("Choose a password"),
        help_text=_("At least 10 characters."),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    own_voice = forms.BooleanField(label=_("Yes, make my own voice"), required=False)


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def join(request: HttpRequest, token: str) -> HttpResponse:
    """What the role means, a password, and a voice of one's own for those who want it. An old link is a 404."""
    invitation = waiting_invitation(token).select_related("unit", "invited_by").first()
    if invitation is None:
        raise NotThere(gettext("This invitation has ended or was used. Ask for a new one."))
    form = JoinForm(request.POST or None, initial={"name": invitation.name, "email": invitation.email})
    language = get_language() or settings.LANGUAGE_CODE
    if request.method == "POST" and form.is_valid():
        typed = {field: form.cleaned_data[field] for field in ("name", "email", "password")}
        person = attempt(form, accept_invitation, token=token, language=language, **typed)
        if person is not None:
            welcome(request, person, wants_voice=form.cleaned_data["own_voice"], language=language)
            return enter(request, person, by="invitation", to="today")
    return render(request, "people/join.html", _shown(form, invitation, language))


def _shown(form: JoinForm, invitation: Invitation, language: str) -> dict[str, object]:
    return {
        "form": form,
        "invitation": invitation,
        "organisation": organisation(),
        "meaning": MEANINGS[invitation.role],
        "address": f"@{suggest_handle(invitation.name or gettext('you'))}@{host()}",
        "promises": [shown(purpose, language) for purpose in (Purpose.PUBLISH, Purpose.COLLECT)],
    }
