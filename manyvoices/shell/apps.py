"""Shell: the command line."""

from django.apps import AppConfig


class ShellConfig(AppConfig):
    """Registers the app."""

    name = "manyvoices.shell"
    label = "shell"
