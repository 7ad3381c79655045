"""Addresses of signing in and out."""

from django.urls import path

from manyvoices.web.sign_in import by_link, forgotten, new_password, passkey, second_step, sign_in, sign_out

urlpatterns = [
    path("sign-in", sign_in.sign_in, name="sign-in"),
    path("sign-in/second-step", second_step.second_step, name="second-step"),
    path("sign-in/second-step/passkey", second_step.begin, name="second-step-passkey"),
    path("sign-in/passkey", passkey.sign_in, name="passkey-sign-in"),
    path("sign-in/passkey/begin", passkey.begin, name="passkey-begin"),
    path("sign-in/link", by_link.use, name="sign-in-link-use"),
    path("sign-in/link/<str:token>", by_link.link, name="sign-in-link"),
    path("sign-in/forgotten", forgotten.forgotten, name="forgotten"),
    path("sign-in/forgotten/sent", forgotten.sent, name="forgotten-sent"),
    path("sign-in/new-password", new_password.choose, name="new-password-choose"),
    path("sign-in/new-password/<str:key>", new_password.new_password, name="new-password"),
    path("sign-out", sign_out.sign_out, name="sign-out"),
]
