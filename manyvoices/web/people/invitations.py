"""Inviting by link and by letter."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from manyvoices.core.refusals import Refused
from manyvoices.notifications.actions.mail_invitation import KIND, mail_invitation
from manyvoices.notifications.mail_set_up import has_mail_server
from manyvoices.notifications.models import Letter
from manyvoices.notifications.queries import letters_about
from manyvoices.notifications.troubles import Explanation, explain
from manyvoices.people.actions.invite_person import invite_person
from manyvoices.people.actions.renew_invitation import renew_invitation
from manyvoices.people.actions.revoke_invitation import revoke_invitation
from manyvoices.people.models import Invitation, Person, RoleName
from manyvoices.people.permissions import ADMINISTRATORS, LEADS
from manyvoices.people.queries import (
    Stand,
    invitation_in_view,
    invitations_in_view,
    rights,
    root_unit,
    stand_of,
)
from manyvoices.people.rights import Rights
from manyvoices.web.people.forms import RoleForm
from manyvoices.web.refusing import attempt
from manyvoices.web.working_page import working_page

A_PAGE = 25


class InviteForm(RoleForm):
    """Whom to invite, as what, where, and whether the letter is ours to send."""

    field_order = ("person_name", "email", "number", "language", "name", "unit", "by_letter")

    person_name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        help_text=_("They sign in with it. Without one they give it themselves when they join."),
    )
    number = forms.CharField(
        label=_("Personnel number"),
        required=False,
        max_length=60,
        help_text=_("For colleagues who sign in without an e-mail address."),
    )
    language = forms.ChoiceField(label=_("Language of the invitation"), required=False)
    by_letter = forms.BooleanField(label=_("Send it by e-mail"), required=False, initial=True)

    def __init__(self, held: Rights, *args: Any, mails: bool, **kwargs: Any) -> None:
        super().__init__(held, *args, **kwargs)
        self.fields["name"].initial = RoleName.AMBASSADOR
        language = self.fields["language"]
        if isinstance(language, forms.ChoiceField):
            language.choices, language.initial = settings.LANGUAGES, settings.LANGUAGE_CODE
        if not mails:
            del self.fields["by_letter"]


@dataclass(frozen=True)
class Line:
    """One invitation as the list shows it."""

    invitation: Invitation
    stand: Stand
    letter: Letter | None

    @property
    def explanation(self) -> Explanation | None:
        """Why its letter has not left, in plain words."""
        return explain(self.letter.trouble) if self.letter is not None else None


@working_page("GET", "POST")
def invitations(request: HttpRequest, me: Person) -> HttpResponse:
    """The form and the list; a link that is nobody's letter is shown this once."""
    held, mails = rights(me), has_mail_server()
    if not held.units_with(LEADS):
        raise Refused(gettext("Inviting is for leads and administrators. Ask one of them."))
    form = InviteForm(held, request.POST or None, mails=mails)
    link = ""
    if request.method == "POST" and form.is_valid():
        made = attempt(form, _invite, me, form.cleaned_data)
        if made is not None:
            invitation, link = made
            if not link:
                _say_sent(request, invitation)
                return redirect("invitations")
            form = InviteForm(held, mails=mails)
    return _page(request, held, form=form, link=link, mails=mails)


@working_page("POST")
def resend(request: HttpRequest, me: Person, invitation_id: int) -> HttpResponse:
    """A new link, by letter where that is possible; the one before stops working."""
    held, mails = rights(me), has_mail_server()
    invitation = invitation_in_view(held, invitation_id)
    link = _renewed(me, invitation)
    if not link:
        _say_sent(request, invitation)
        return redirect("invitations")
    return _page(request, held, form=InviteForm(held, mails=mails), link=link, mails=mails)


@working_page("POST")
def revoke(request: HttpRequest, me: Person, invitation_id: int) -> HttpResponse:
    """Take an invitation back."""
    revoke_invitation(actor=me, invitation=invitation_in_view(rights(me), invitation_id))
    messages.success(request, gettext("The link no longer works."))
    return redirect("invitations")


@transaction.atomic
def _invite(me: Person, asked: dict[str, Any]) -> tuple[Invitation, str]:
    """The invitation and its link; the link is empty where a letter carries it."""
    invitation, token = invite_person(
        actor=me,
        name=asked["person_name"],
        email=asked["email"],
        number=asked["number"],
        language=asked["language"],
        role=asked["name"],
        unit=asked["unit"],
    )
    link = _address(token)
    mailed = None
    if asked.get("by_letter") and invitation.email:
        mailed = mail_invitation(actor=me, invitation=invitation, link=link)
    return invitation, link if mailed is None else ""


@transaction.atomic
def _renewed(me: Person, invitation: Invitation) -> str:
    link = _address(renew_invitation(actor=me, invitation=invitation))
    mailed = invitation.email and mail_invitation(actor=me, invitation=invitation, link=link)
    return "" if mailed else link


def _address(token: str) -> str:
    return str(settings.CONFIG.public_url) + reverse("join", args=[token])


def _say_sent(request: HttpRequest, invitation: Invitation) -> None:
    said = gettext("The invitation to %(address)s is on its way. The list below shows whether it left.")
    messages.success(request, said % {"address": invitation.email})


def _page(request: HttpRequest, held: Rights, *, form: InviteForm, link: str, mails: bool) -> HttpResponse:
    stand = _stand(request.GET.get("show", ""))
    asked = request.GET.get("q", "").strip()[:120]
    page = Paginator(invitations_in_view(held, stand, asked), A_PAGE).get_page(request.GET.get("page"))
    listed = lines(page)
    context = {
        "form": form,
        "link": link,
        "mails": mails,
        "sets_up_mail": not mails and held.has_any_role(ADMINISTRATORS, root_unit().pk),
        "stand": stand.value,
        "asked": asked,
        "page": page,
        "lines": listed,
        "moving": any(line.letter and line.letter.due_at and not line.letter.trouble for line in listed),
        "section": "people",
    }
    return render(request, "people/invitations.html", context, status=422 if form.errors else 200)


def lines(page: Page[Invitation]) -> list[Line]:
    """The invitations of a page with their newest letters; one query for all of them."""
    letters = letters_about(KIND, [invitation.pk for invitation in page])
    return [Line(one, stand_of(one), letters.get(one.pk)) for one in page]


def _stand(shown: str) -> Stand:
    return Stand(shown) if shown in set(Stand) else Stand.WAITING
