"""Whether letters can leave at all."""

from django.conf import settings

from manyvoices.notifications.models import MailServer


def has_mail_server() -> bool:
    """True where a mail server is named, by MANYVOICES_EMAIL_URL or on the settings page. At most one query.

    A demo has none, whatever was saved: nothing of it reaches anybody.
    """
    config = settings.CONFIG
    return not config.demo and (bool(config.email_url) or MailServer.objects.exists())
