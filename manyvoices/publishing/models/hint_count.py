"""How often a hint was shown and waved away, all people together; nothing about anybody."""

from typing import ClassVar

from django.db import models


class HintCount(models.Model):
    """One row a hint and month."""

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    hint = models.CharField(max_length=60)
    month = models.DateField()
    shown = models.PositiveIntegerField(default=0)
    not_helpful = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["hint", "month"], name="hint_counted_once_a_month"),
        ]
