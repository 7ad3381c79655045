"""Read-only questions about what people were told and about letters."""

from manyvoices.notifications.queries.letters import (
    is_set_outside,
    last_test,
    letters_about,
    mail_server,
)
from manyvoices.notifications.queries.told import notification_in_view, told_to, unread_count

__all__ = [
    "is_set_outside",
    "last_test",
    "letters_about",
    "mail_server",
    "notification_in_view",
    "told_to",
    "unread_count",
]
