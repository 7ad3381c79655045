"""What is asked to read the mailbox of an e-mail address."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from manyvoices.people.models import Person
from manyvoices.web.intakes.units import offer_units
from manyvoices.web.people.unit_choice import UnitChoice


class MailboxForm(forms.Form):
    """As the mail provider says for reading by IMAP."""

    address = forms.EmailField(
        label=_("E-mail address"), help_text=_("The one people write to, like help@example.org.")
    )
    unit = UnitChoice(label=_("Unit"), help_text=_("It answers what arrives there."))
    host = forms.CharField(
        label=_("IMAP server"),
        max_length=253,
        help_text=_("As your mail provider says, like imap.example.org."),
    )
    port = forms.IntegerField(label=_("Port"), initial=993, min_value=1, max_value=65535)
    security = forms.ChoiceField(
        label=_("Protection"),
        choices=[
            ("tls", _("TLS (mostly port 993)")),
            ("starttls", _("STARTTLS (mostly port 143)")),
            ("none", _("None: only for a server on this machine")),
        ],
    )
    user = forms.CharField(label=_("User name"), max_length=254)
    password = forms.CharField(
        label=_("Password"),
        max_length=500,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text=_("Kept encrypted and shown to nobody. Many providers want an app password."),
    )
    folder = forms.CharField(label=_("Folder"), max_length=200, initial="INBOX")

    def __init__(self, me: Person, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"prefix": "mailbox", **kwargs})
        offer_units(self, me)
