"""Whether letters can leave at all."""

from django.conf import settings

from manyvoices.notifications.models import MailServer


def has_mail_server() -> bool:
    """True where a mail server is named, by MANYVOICES_EMAIL_URL or on the settings page. At most one query."""
    return bool(settings.CONFIG.email_url) or MailServer.objects.exists()
