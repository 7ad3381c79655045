"""Addresses of what one was told."""

from django.urls import path

from manyvoices.web.notifications import notifications

urlpatterns = [
    path("notifications", notifications.notifications, name="notifications"),
    path("notifications/read", notifications.read_all, name="notifications-read"),
    path("notifications/<int:notification_id>/read", notifications.read, name="notification-read"),
]
