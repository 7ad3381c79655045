"""Addresses of people, invitations and oneself."""

from django.urls import path

from manyvoices.web.people import (
    consents,
    grants,
    import_page,
    import_pressing,
    import_sheets,
    import_upload,
    invitations,
    join,
    me,
    people,
    person,
    roles,
    sign_in_links,
)

urlpatterns = [
    path("people", people.people, name="people"),
    path("people/invitations", invitations.invitations, name="invitations"),
    path("people/invitations/<int:invitation_id>/revoke", invitations.revoke, name="invitation-revoke"),
    path("people/invitations/<int:invitation_id>/resend", invitations.resend, name="invitation-resend"),
    path("people/imports", import_upload.imports, name="people-imports"),
    path("people/imports/sample.csv", import_sheets.sample_file, name="people-import-sample"),
    path("people/imports/<int:import_id>", import_page.people_import, name="people-import"),
    path("people/imports/<int:import_id>/confirm", import_pressing.confirm, name="people-import-confirm"),
    path("people/imports/<int:import_id>/cancel", import_pressing.cancel, name="people-import-cancel"),
    path("people/imports/<int:import_id>/wrong.csv", import_sheets.wrong_lines, name="people-import-wrong"),
    path("people/<int:person_id>", person.person, name="person"),
    path("people/<int:person_id>/end", person.end, name="person-end"),
    path("people/<int:person_id>/sign-in-links", sign_in_links.sign_in_links, name="sign-in-links"),
    path(
        "people/<int:person_id>/sign-in-links/<int:link_id>/revoke",
        sign_in_links.revoke,
        name="sign-in-link-revoke",
    ),
    path("people/<int:person_id>/roles", roles.give, name="role-give"),
    path("people/<int:person_id>/roles/<int:role_id>/end", roles.end, name="role-end"),
    path("people/<int:person_id>/grants", grants.give, name="grant-give"),
    path("people/<int:person_id>/grants/<int:grant_id>/revoke", grants.revoke, name="grant-revoke"),
    path("invitation/<str:token>", join.join, name="join"),
    path("me", me.me, name="me"),
    path("me/consents", consents.consents, name="my-consents"),
    path("me/consents/give", consents.give, name="consent-give"),
    path("me/consents/<int:consent_id>/withdraw", consents.withdraw, name="consent-withdraw"),
]
