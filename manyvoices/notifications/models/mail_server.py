"""The mail server letters are handed to."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from manyvoices.core.encryption import EncryptedField


class MailSecurity(models.TextChoices):
    """How the connection is protected."""

    STARTTLS = "starttls", _("STARTTLS (usual on port 587)")
    TLS = "tls", _("TLS from the start (usual on port 465)")
    NONE = "none", _("None (only for a server on this machine)")


class MailServer(models.Model):
    """There is at most one row; its key is 1. `MANYVOICES_EMAIL_URL` stands instead of it where it is set."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    host = models.CharField(max_length=253)
    port = models.PositiveIntegerField(default=587)
    security = models.CharField(max_length=10, choices=MailSecurity, default=MailSecurity.STARTTLS)
    user = models.CharField(max_length=200, blank=True)
    password = EncryptedField(blank=True)
    from_address = models.EmailField()
    from_name = models.CharField(max_length=120, blank=True)
    changed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=models.Q(id=1), name="one_mail_server")]
