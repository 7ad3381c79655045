"""Publishing: posts, their variants, and their delivery to channels."""

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    """Registers the app."""

    name = "manyvoices.publishing"
    label = "publishing"
