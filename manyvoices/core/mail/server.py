"""A mail server as it is spoken to."""

from dataclasses import dataclass, field
from typing import Literal

Security = Literal["starttls", "tls", "none"]


@dataclass(frozen=True)
class Server:
    """Where letters are handed over, and in whose name. The password never shows in a log."""

    host: str
    port: int
    security: str
    from_address: str
    from_name: str = ""
    user: str = ""
    password: str = field(default="", repr=False)
