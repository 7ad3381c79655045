"""Voices: public identities, their channels, and who may speak as which."""

from django.apps import AppConfig


class VoicesConfig(AppConfig):
    """Registers the app."""

    name = "manyvoices.voices"
    label = "voices"
