"""The column beside a conversation: who they are, and what was before."""

from typing import Any

from manyvoices.conversations.queries.conversation import Shown


def beside(shown: Shown) -> dict[str, Any]:
    """What contacts/contact_column.html expects."""
    contact = shown.panel.contact
    return {
        "contact": contact,
        "before": shown.history.conversations,
        "networks": shown.panel.identities,
        "labels": shown.labels,
        "opted_out": contact.opted_out_at is not None,
        "on_hold": bool(contact.held_because),
    }
