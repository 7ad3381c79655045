"""Notifications: what we tell our own people, and the letters that carry it."""

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    """Registers the app."""

    name = "manyvoices.notifications"
    label = "notifications"
