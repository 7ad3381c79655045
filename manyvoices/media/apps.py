"""Media: pictures we were given, kept re-encoded, with the rights to use them."""

from django.apps import AppConfig


class MediaConfig(AppConfig):
    """Registers the app."""

    name = "manyvoices.media"
    label = "media"
