"""One e-mail on its way."""

from datetime import datetime
from typing import ClassVar

from django.db import models

from manyvoices.core.encryption import EncryptedField
from manyvoices.core.ids import IdField
from manyvoices.core.models import WorkRow
from manyvoices.notifications.models.notification import Notification
from manyvoices.people.models import Person


class Letter(WorkRow):
    """At least once: `message_id` stays the same, so that mail programs collapse a repeat.

    The text may hold a one-time link, so it is encrypted and emptied once the letter is gone.
    """

    id = IdField()
    notification: models.ForeignKey[Notification | None, Notification | None] = models.ForeignKey(
        Notification, null=True, on_delete=models.PROTECT, related_name="letters"
    )
    person: models.ForeignKey[Person | None, Person | None] = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )
    # What it is about ("invitation", "test", …), and the row it tells of, for the page that asks "was it sent?".
    kind = models.CharField(max_length=40)
    about: models.BigIntegerField[int | None, int | None] = models.BigIntegerField(null=True)
    to = models.EmailField()
    language = models.CharField(max_length=10)
    subject = models.CharField(max_length=200)
    text = EncryptedField(blank=True)
    message_id = models.CharField(max_length=200, unique=True)
    made_at = models.DateTimeField()
    # What the mail server said last, word for word, and which core.mail.Trouble it was.
    answer = models.CharField(max_length=500, blank=True)
    trouble = models.CharField(max_length=20, blank=True)
    # Until when it waits for the end of the person's quiet hours.
    waits_until: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    sent_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["due_at"], condition=models.Q(due_at__isnull=False), name="letter_due"),
            models.Index(fields=["kind", "about"], name="letter_about"),
        ]
