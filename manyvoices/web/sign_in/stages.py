"""What stands between the first step of signing in and a session."""

from allauth.account.stages import LoginStage
from allauth.mfa.webauthn.internal.flows import did_use_passwordless_login
from django.http import HttpResponse
from django.shortcuts import redirect

from manyvoices.people.second_steps import second_steps


class SecondStep(LoginStage):  # type: ignore[misc]
    """Asked of whoever has an authenticator app or a passkey, on every way in.

    A password (web/sign_in/sign_in.py), a link of a lead (by_link.py), an invitation and the set-up (entering.py) all
    pass here; a forgotten password (new_password.py) signs nobody in. Only a passkey used in place of the password
    (passkey.py) is both steps at once: the device has asked for the finger, the face or the PIN.
    """

    key = "second_step"
    urlname = "second-step"

    def handle(self) -> tuple[HttpResponse | None, bool]:
        """The way to the second page, or on."""
        person = self.login.user
        if did_use_passwordless_login(self.request, person) or not second_steps(person).asked:
            return None, True
        return redirect(self.urlname), True
