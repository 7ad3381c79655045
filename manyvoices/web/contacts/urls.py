"""Addresses of contacts."""

from django.urls import path

from manyvoices.web.contacts import contact, contacts, erasing, exporting, keeping, merging

urlpatterns = [
    path("contacts/", contacts.contacts, name="contacts"),
    path("contacts/<int:contact_id>/", contact.contact, name="contact-page"),
    path("contacts/<int:contact_id>/opt-out/", contact.opt_out, name="contact-opt-out"),
    path("contacts/<int:contact_id>/merge/", merging.merge, name="contact-merge"),
    path("contacts/<int:contact_id>/part/<int:gone_id>/", merging.part, name="contact-part"),
    path("contacts/<int:contact_id>/keeping/", keeping.keeping, name="contact-keeping"),
    path("contacts/<int:contact_id>/keeping/hold/", keeping.hold, name="contact-hold"),
    path("contacts/<int:contact_id>/keeping/release/", keeping.release, name="contact-release"),
    path("contacts/<int:contact_id>/keeping/export/", exporting.export, name="contact-export"),
    path("contacts/<int:contact_id>/keeping/erase/", erasing.erase, name="contact-erase"),
]
