"""Addresses of the settings and of the media folder."""

from django.urls import path, re_path

from manyvoices.web.media_files import media_file
from manyvoices.web.settings import checklist, health, organisation

urlpatterns = [
    path("settings/organisation", organisation.organisation, name="organisation"),
    path("settings/organisation/units", organisation.unit, name="unit-make"),
    path("settings/health", health.health, name="health"),
    path("settings/checklist/close", checklist.close, name="checklist-close"),
    re_path(r"^media/(?P<name>[0-9a-f]{32}\.(?:jpg|png))$", media_file, name="media"),
]
