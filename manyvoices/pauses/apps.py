"""Pauses: a stop on kinds of posts, and the fence that makes it certain."""

from django.apps import AppConfig


class PausesConfig(AppConfig):
    """Registers the app."""

    name = "manyvoices.pauses"
    label = "pauses"
