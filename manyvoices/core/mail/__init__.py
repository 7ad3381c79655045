"""The one way letters leave: a mail server somebody named, spoken to with a deadline and checked certificates.

`message` writes a letter as bytes, `session` speaks to the server, `sending` hands over several on one connection,
`troubles` is the closed set of what can go wrong.
"""

from manyvoices.core.mail.message import Mail, compose
from manyvoices.core.mail.sending import Outcome, send
from manyvoices.core.mail.server import Server
from manyvoices.core.mail.troubles import MailTrouble, Trouble

__all__ = ["Mail", "MailTrouble", "Outcome", "Server", "Trouble", "compose", "send"]
