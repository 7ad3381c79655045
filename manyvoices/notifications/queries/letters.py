"""The mail server, and what became of letters."""

from collections.abc import Iterable

from django.conf import settings

from manyvoices import email_url
from manyvoices.core.mail.server import Server
from manyvoices.notifications.models import Letter, MailServer

TEST = "test"


def mail_server() -> Server | None:
    """Where letters go: what MANYVOICES_EMAIL_URL says, else the saved one; None while e-mail is not set up.

    A demo has none, whatever was saved: nothing of it reaches anybody.
    """
    if settings.CONFIG.demo:
        return None
    if is_set_outside():
        said = email_url.parse(settings.CONFIG.email_url)
        return Server(
            host=said.host,
            port=said.port,
            security=said.security,
            from_address=said.from_address,
            from_name=said.from_name,
            user=said.user,
            password=said.password,
        )
    saved = MailServer.objects.first()
    return None if saved is None else _server(saved)


def is_set_outside() -> bool:
    """Whether the machine's settings name the mail server, so that nobody changes it here."""
    return bool(settings.CONFIG.email_url)


def last_test() -> Letter | None:
    """The newest test letter, with the mail server's answer once there is one."""
    return Letter.objects.filter(kind=TEST).order_by("-id").first()


def letters_about(kind: str, rows: Iterable[int]) -> dict[int, Letter]:
    """For each row the newest letter of this kind about it; one query, without the texts."""
    found = Letter.objects.filter(kind=kind, about__in=list(rows)).defer("text").order_by("id")
    return {letter.about: letter for letter in found if letter.about is not None}


def _server(saved: MailServer) -> Server:
    return Server(
        host=saved.host,
        port=saved.port,
        security=saved.security,
        from_address=saved.from_address,
        from_name=saved.from_name,
        user=saved.user,
        password=saved.password,
    )
