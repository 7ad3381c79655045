"""Core: the engine and the plain tools every other app stands on."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Registers the app."""

    name = "manyvoices.core"
    label = "core"
