"""What we tell our own people, the letters that carry it, and the mail server that takes them."""

from manyvoices.notifications.models.letter import Letter
from manyvoices.notifications.models.mail_server import MailSecurity, MailServer
from manyvoices.notifications.models.notification import Notification
from manyvoices.notifications.models.preference import Preference, QuietHours

__all__ = ["Letter", "MailSecurity", "MailServer", "Notification", "Preference", "QuietHours"]
