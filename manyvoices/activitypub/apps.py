"""ActivityPub: the documents and the inbox other servers see."""

from django.apps import AppConfig


class ActivitypubConfig(AppConfig):
    """Registers the app."""

    name = "manyvoices.activitypub"
    label = "activitypub"
