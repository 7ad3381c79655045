"""Addresses of everything that brings messages in beside the networks."""

from django.urls import path, re_path

from manyvoices.web.intakes import (
    answered,
    doors,
    import_page,
    import_pressing,
    import_upload,
    mailbox,
    pressing,
    sightings,
    webhook,
)

urlpatterns = [
    re_path(r"^intake/(?P<token>[A-Za-z0-9_-]{10,60})$", webhook.webhook, name="intake"),
    path("settings/intakes", doors.doors, name="intakes"),
    path("settings/intakes/webhooks", doors.make, name="webhook-make"),
    path("settings/intakes/mailboxes", mailbox.make, name="mailbox-make"),
    path("settings/intakes/<int:intake_id>/look", pressing.look, name="mailbox-look"),
    path("settings/intakes/<int:intake_id>", doors.door, name="intake-door"),
    path("settings/intakes/<int:intake_id>/rotate", pressing.rotate, name="intake-rotate"),
    path("settings/intakes/<int:intake_id>/end-old-secret", pressing.end_old, name="intake-end-old"),
    path("settings/intakes/<int:intake_id>/end", pressing.end, name="intake-end"),
    path("settings/intakes/imports", import_upload.imports, name="message-imports"),
    path("settings/intakes/imports/<int:import_id>", import_page.message_import, name="message-import"),
    path(
        "settings/intakes/imports/<int:import_id>/columns",
        import_pressing.columns,
        name="message-import-columns",
    ),
    path(
        "settings/intakes/imports/<int:import_id>/confirm",
        import_pressing.confirm,
        name="message-import-confirm",
    ),
    path(
        "settings/intakes/imports/<int:import_id>/cancel",
        import_pressing.cancel,
        name="message-import-cancel",
    ),
    path("sightings", sightings.sightings, name="sightings"),
    path("sightings/new", sightings.new, name="sighting-new"),
    path("inbox/<int:conversation_id>/answered", answered.answered, name="answered-elsewhere"),
]
