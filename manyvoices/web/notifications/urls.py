"""Addresses of what one was told."""

from django.urls import path

from manyvoices.web.notifications import notifications, preferences

urlpatterns = [
    path("me/notifications", preferences.preferences, name="notification-settings"),
    path("me/notifications/quiet", preferences.quiet, name="quiet-hours"),
    path("me/notifications/quiet/end", preferences.end_quiet, name="quiet-hours-end"),
    path("notifications", notifications.notifications, name="notifications"),
    path("notifications/read", notifications.read_all, name="notifications-read"),
    path("notifications/<int:notification_id>/read", notifications.read, name="notification-read"),
]
