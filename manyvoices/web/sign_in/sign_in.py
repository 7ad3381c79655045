"""Sign in with e-mail or personnel number, and password; or with a passkey alone."""

from typing import Any

from allauth.account.forms import LoginForm
from allauth.account.views import LoginView
from django import forms
from django.utils.translation import gettext_lazy as _

from manyvoices.web.sign_in.passkey import PasskeyForm


class SignInForm(LoginForm):  # type: ignore[misc]
    """allauth's form, whose limits on attempts count by address and by account, in our words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label, attributes in (
            (
                "login",
                _("E-mail or personnel number"),
                {"autocomplete": "username", "autocapitalize": "none"},
            ),
            ("password", _("Password"), {"autocomplete": "current-password"}),
        ):
            field: forms.Field = self.fields[name]
            field.label, field.help_text = label, ""
            field.widget.attrs = attributes

    def user_credentials(self) -> dict[str, Any]:
        """The name once: given as address and as number too it would be hashed twice for people who are here."""
        return {"username": self.cleaned_data["login"], "password": self.cleaned_data["password"]}


class SignIn(LoginView):  # type: ignore[misc]
    """The page. Whether somebody is known shows neither in words nor in time."""

    form_class = SignInForm
    template_name = "sign_in/sign_in.html"

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        """The forms and where to go afterwards, without the addresses of allauth's other pages: we have none."""
        context: dict[str, Any] = super(LoginView, self).get_context_data(**given)
        return {**context, "passkey_form": PasskeyForm()}


sign_in = SignIn.as_view()
