"""Addresses of how one signs in and where."""

from django.urls import path

from manyvoices.web.security import (
    authenticator_app,
    confirm,
    passkeys,
    password,
    recovery_codes,
    security,
    sessions,
)

urlpatterns = [
    path("me/security", security.security, name="security"),
    path("me/security/first", security.first, name="security-first"),
    path("me/security/confirm", confirm.confirm, name="confirm"),
    path("me/security/confirm/passkey", confirm.begin, name="confirm-passkey"),
    path("me/security/password", password.password, name="password"),
    path("me/security/app", authenticator_app.authenticator_app, name="authenticator-app"),
    path("me/security/app/remove", authenticator_app.remove, name="authenticator-app-remove"),
    path("me/security/passkeys", passkeys.passkeys, name="passkeys"),
    path("me/security/passkeys/begin", passkeys.begin, name="passkeys-begin"),
    path("me/security/passkeys/<int:passkey_id>/remove", passkeys.remove, name="passkey-remove"),
    path("me/security/recovery-codes", recovery_codes.recovery_codes, name="recovery-codes"),
    path("me/security/sessions/end-others", sessions.end_others, name="sessions-end-others"),
    path("me/security/sessions/<int:session_id>/end", sessions.end, name="session-end"),
]
