"""Addresses of the settings and of the media folder."""

from django.urls import path, re_path

from manyvoices.web.media_files import media_file
from manyvoices.web.settings import checklist, email, health, organisation, overview

urlpatterns = [
    path("settings", overview.overview, name="settings"),
    path("settings/organisation", organisation.organisation, name="organisation"),
    path("settings/health", health.health, name="health"),
    path("settings/email", email.email, name="email"),
    path("settings/email/test", email.test, name="email-test"),
    path("settings/email/remove", email.remove, name="email-remove"),
    path("settings/checklist/close", checklist.close, name="checklist-close"),
    re_path(r"^media/(?P<name>[0-9a-f]{32}\.(?:jpg|png|mp4|webm|vtt))$", media_file, name="media"),
]
