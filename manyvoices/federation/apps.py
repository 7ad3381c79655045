"""Federation: notes, followers and activities exchanged with other ActivityPub servers."""

from django.apps import AppConfig


class FederationConfig(AppConfig):
    """Registers the app."""

    name = "manyvoices.federation"
    label = "federation"
