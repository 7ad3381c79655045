"""Accepting an invitation."""

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from manyvoices.core.refusals import NotThere
from manyvoices.people.actions.accept_invitation import accept_invitation
from manyvoices.people.models import Invitation, Purpose
from manyvoices.people.queries import Stand, invitation_behind, organisation, stand_of
from manyvoices.people.wordings import shown
from manyvoices.voices.addresses import host
from manyvoices.voices.handles import suggest_handle
from manyvoices.web.limiting import over_limit
from manyvoices.web.people.role_words import MEANINGS
from manyvoices.web.people.welcoming import welcome
from manyvoices.web.refusing import attempt
from manyvoices.web.sign_in.entering import enter

# A whole class may join from one address; one link may be tried ten times an hour, so that it asks about no list of people.
LOOKS = "60/m/ip"
TRIES = "60/m/ip,10/h/key"


class JoinForm(forms.Form):
    """Who joins, and whether they want a voice of their own. An address the invitation names is not asked again."""

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

    def ask_for(self, invitation: Invitation) -> None:
        """Leave out what the invitation already says."""
        if invitation.email:
            del self.fields["email"]
        elif invitation.login:
            self.fields["email"].required = False


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def join(request: HttpRequest, token: str) -> HttpResponse:
    """Who invites, what the role means, a password, and a voice of one's own for those who want it.

    In the language of the invitation. A link that has ended says how, in a page of its own; one that is not ours is a 404.
    """
    counted, rate = ("join", TRIES) if request.method == "POST" else ("join-look", LOOKS)
    refused = over_limit(request, counted, rate, key=token)
    if refused is not None:
        return refused
    invitation = invitation_behind(token)
    with translation.override(_language(invitation)):
        if invitation is None or stand_of(invitation) != Stand.WAITING:
            answer = _ended(request, invitation)
        else:
            answer = _joining(request, invitation, token)
        answer.headers["Content-Language"] = str(get_language())
    return answer


def _joining(request: HttpRequest, invitation: Invitation, token: str) -> HttpResponse:
    form = JoinForm(request.POST or None, initial={"name": invitation.name})
    form.ask_for(invitation)
    language = str(get_language())
    if request.method == "POST" and form.is_valid():
        typed = {field: form.cleaned_data.get(field, "") for field in ("name", "email", "password")}
        try:
            person = attempt(form, accept_invitation, token=token, language=language, **typed)
        except NotThere:  # somebody was faster with the same link
            return _ended(request, invitation_behind(token))
        if person is not None:
            welcome(request, person, wants_voice=form.cleaned_data["own_voice"], language=language)
            return enter(request, person, by="invitation", to="today")
    context = _shown(form, invitation, language)
    return render(request, "people/join.html", context, status=422 if form.errors else 200)


def _ended(request: HttpRequest, invitation: Invitation | None) -> HttpResponse:
    """What became of the link: 410 for one that was ours, 404 for one that was not."""
    context = {
        "invitation": invitation,
        "joined": invitation is not None and invitation.accepted_at is not None,
        "taken_back": invitation is not None and invitation.revoked_at is not None,
        "organisation": organisation(),
    }
    return render(request, "people/join_ended.html", context, status=404 if invitation is None else 410)


def _language(invitation: Invitation | None) -> str:
    known = dict(settings.LANGUAGES)
    if invitation is not None and invitation.language in known:
        return invitation.language
    return get_language() or settings.LANGUAGE_CODE


def _shown(form: JoinForm, invitation: Invitation, language: str) -> dict[str, object]:
    return {
        "form": form,
        "invitation": invitation,
        "organisation": organisation(),
        "meaning": MEANINGS[invitation.role],
        "address": f"@{suggest_handle(invitation.name or gettext('you'))}@{host()}",
        "promises": [shown(purpose, language) for purpose in (Purpose.PUBLISH, Purpose.COLLECT)],
    }
