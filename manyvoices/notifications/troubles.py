"""Why a letter could not be handed over, in plain words: what it means and what to do."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from manyvoices.core.mail.troubles import Trouble


@dataclass(frozen=True)
class Explanation:
    """`means` is what happened, `do` the next step of an administrator."""

    means: str | Promise
    do: str | Promise


EXPLANATIONS: dict[str, Explanation] = {
    Trouble.NAME: Explanation(
        _("The name of the mail server leads nowhere."),
        _("Check the spelling of the server, and that this machine can look up names."),
    ),
    Trouble.FORBIDDEN: Explanation(
        _("This address belongs to no mail server."),
        _("Write the name your mail provider gives for sending, for example mail.example.org."),
    ),
    Trouble.REFUSED: Explanation(
        _("Nobody answers at this port."),
        _("Check the port (587 for STARTTLS, 465 for TLS) and that the mail server runs."),
    ),
    Trouble.UNREACHABLE: Explanation(
        _("There is no way from this machine to the mail server."),
        _("Check the network and the firewall of this machine."),
    ),
    Trouble.TIMED_OUT: Explanation(
        _("The mail server did not answer in time."),
        _("Often a firewall drops the connection, or port and protection do not fit: try 587 with STARTTLS."),
    ),
    Trouble.CERTIFICATE: Explanation(
        _("The mail server showed a certificate that this machine does not trust, so nothing was sent."),
        _(
            "Write the server's name exactly as it stands in its certificate. For an authority of your own, start "
            "Manyvoices with SSL_CERT_FILE naming its certificate."
        ),
    ),
    Trouble.TLS: Explanation(
        _("The protected connection could not be set up."),
        _("Check that port and protection belong together: 587 with STARTTLS, 465 with TLS from the start."),
    ),
    Trouble.NO_TLS: Explanation(
        _("The mail server offers no STARTTLS, so neither the password nor the letter was sent."),
        _("Choose TLS from the start with port 465, or ask your mail provider which port is protected."),
    ),
    Trouble.OPEN: Explanation(
        _("Without protection only a mail server on this machine is used; this one is elsewhere."),
        _("Choose STARTTLS or TLS from the start."),
    ),
    Trouble.NO_MAIL: Explanation(
        _("What answers there is no mail server that takes letters from here."),
        _("Check the port, and whether your mail provider lets this machine send."),
    ),
    Trouble.NO_AUTH: Explanation(
        _("The mail server takes no password on this connection."),
        _("Choose the protected port of your mail provider, or leave user and password empty."),
    ),
    Trouble.AUTH: Explanation(
        _("The mail server does not accept user and password."),
        _("Type both again. Some providers want a password made for one program (an app password)."),
    ),
    Trouble.SENDER: Explanation(
        _("The mail server does not let you send from this address."),
        _("Use a sender address that belongs to the user who signs in."),
    ),
    Trouble.RECIPIENT: Explanation(
        _("The mail server does not deliver to this address."),
        _("Check the spelling of the address, or pass the link on yourself."),
    ),
    Trouble.MESSAGE: Explanation(
        _("The mail server refused the letter itself."),
        _("Its own words say why; your mail provider can tell more."),
    ),
    Trouble.BUSY: Explanation(
        _("The mail server asks to try again later."),
        _(
            "Nothing to do: letters are tried again by themselves for two days. For a test, wait and press again."
        ),
    ),
    Trouble.DROPPED: Explanation(
        _("The mail server ended the connection in the middle."),
        _("Letters are tried again by themselves. If it stays so, check port and protection."),
    ),
}


def explain(trouble: str) -> Explanation | None:
    """The words for a stored trouble; None for none."""
    return EXPLANATIONS.get(trouble)
