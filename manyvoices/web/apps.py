"""Web: the pages people see."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Registers the app."""

    name = "manyvoices.web"
    label = "web"
