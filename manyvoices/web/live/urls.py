"""Addresses to listen at."""

from django.urls import path

from manyvoices.web.live import live

urlpatterns = [
    path("live/inbox/", live.inbox, name="live-inbox"),
    path("live/inbox/<int:conversation_id>/", live.conversation, name="live-conversation"),
]
