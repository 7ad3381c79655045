"""People: the organisation, its units and brands, who may do what, and what they agreed to."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Registers the app."""

    name = "manyvoices.people"
    label = "people"
