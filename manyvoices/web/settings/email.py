"""How letters leave: the mail server, and a test with its real answer."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from manyvoices.core.refusals import Invalid
from manyvoices.notifications.actions.change_mail_server import change_mail_server
from manyvoices.notifications.actions.remove_mail_server import remove_mail_server
from manyvoices.notifications.actions.try_mail_server import try_mail_server
from manyvoices.notifications.models import MailSecurity
from manyvoices.notifications.permissions import may_see_mail_server
from manyvoices.notifications.queries import is_set_outside, last_test, mail_server
from manyvoices.notifications.troubles import explain
from manyvoices.people.models import Person
from manyvoices.people.queries import organisation, rights, root_unit
from manyvoices.web.refusing import attempt
from manyvoices.web.working_page import working_page

_PLAIN = {"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}


class MailServerForm(forms.Form):
    """Each field says what it means; the password is only ever written."""

    host = forms.CharField(
        label=_("Mail server"),
        max_length=253,
        help_text=_(
            "The name your mail provider gives for sending (“SMTP” or “outgoing”), like mail.example.org."
        ),
        widget=forms.TextInput(attrs=_PLAIN),
    )
    security = forms.ChoiceField(
        label=_("Protection"),
        choices=MailSecurity.choices,
        initial=MailSecurity.STARTTLS,
        help_text=_("How the way to the server is kept secret. Its certificate is always checked."),
    )
    port = forms.IntegerField(
        label=_("Port"),
        initial=587,
        min_value=1,
        max_value=65535,
        help_text=_("587 for STARTTLS, 465 for TLS."),
    )
    user = forms.CharField(
        label=_("User"),
        max_length=200,
        required=False,
        help_text=_("Often the whole e-mail address. Empty for a server that asks for none."),
        widget=forms.TextInput(attrs=_PLAIN),
    )
    password = forms.CharField(
        label=_("Password"),
        max_length=500,
        required=False,
        strip=False,
        help_text=_("It is stored encrypted and never shown again. Leave it empty to keep the saved one."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    from_address = forms.CharField(
        label=_("Sender address"),
        max_length=254,
        help_text=_("People see it, and answers go there. The user above must be allowed to use it."),
        widget=forms.EmailInput(attrs=_PLAIN),
    )
    from_name = forms.CharField(
        label=_("Sender name"),
        max_length=120,
        required=False,
        help_text=_("Stands beside the address, usually the name of your organisation."),
    )


@working_page("GET", "POST")
def email(request: HttpRequest, me: Person) -> HttpResponse:
    """The page; saving comes back to it."""
    may_see_mail_server(rights(me), root_id=root_unit().pk)
    form = MailServerForm(request.POST or None, initial=_initial())
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, change_mail_server, actor=me, **form.cleaned_data) is not None
    ):
        messages.success(request, gettext("Saved. Now send a test to see whether letters arrive."))
        return redirect("email")
    return render(request, "settings/email.html", _shown(form, me), status=422 if form.errors else 200)


@working_page("POST")
def test(request: HttpRequest, me: Person) -> HttpResponse:
    """Write the test letter; the page shows what becomes of it."""
    try:
        try_mail_server(actor=me)
    except Invalid as error:
        messages.error(request, str(error))
    return redirect("email")


@working_page("POST")
def remove(request: HttpRequest, me: Person) -> HttpResponse:
    """Forget the mail server."""
    remove_mail_server(actor=me)
    messages.success(request, gettext("The mail server is forgotten. No more letters leave."))
    return redirect("email")


def _initial() -> dict[str, Any]:
    """What is saved, never the password; before that, the organisation's name as the sender's."""
    server = None if is_set_outside() else mail_server()
    if server is None:
        ours = organisation()
        return {"from_name": ours.name if ours else ""}
    fields = ("host", "port", "security", "user", "from_address", "from_name")
    return {field: getattr(server, field) for field in fields}


def _shown(form: MailServerForm, me: Person) -> dict[str, Any]:
    tried = last_test()
    return {
        "form": form,
        "server": mail_server(),
        "outside": is_set_outside(),
        "tried": tried,
        "explanation": explain(tried.trouble) if tried else None,
        "to": me.email,
    }
