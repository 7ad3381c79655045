"""Conversations: inbound messages, triage, routing, replies, due times, contacts."""

from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    """Registers the app."""

    name = "manyvoices.conversations"
    label = "conversations"
