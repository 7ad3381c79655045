"""A letter as the bytes that leave: text, and the same as simple HTML."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from html import escape

import idna

_LINK = re.compile(r"https?://[^\s<>\"]+")
_BODY = "margin:0;padding:24px;font:16px/1.5 system-ui,sans-serif;color:#1c1b1a;background:#fff"


@dataclass(frozen=True)
class Mail:
    """What is handed over: envelope and bytes. The bytes may hold a one-time link, so they are never printed."""

    to: str
    sender: str
    body: bytes

    def __repr__(self) -> str:
        return f"Mail({self.to})"


def compose(
    *,
    to: str,
    from_address: str,
    from_name: str,
    subject: str,
    text: str,
    language: str,
    message_id: str,
    made_at: datetime,
    right_to_left: bool = False,
) -> Mail:
    """The letter. Line breaks and control characters in a header become spaces: nothing typed can add a header.

    Raises ValueError for what is no address.
    """
    sender, receiver = in_ascii(from_address), in_ascii(to)
    letter = EmailMessage(policy=SMTP)
    letter["From"] = Address(in_one_line(from_name), addr_spec=sender)
    letter["To"] = Address(addr_spec=receiver)
    letter["Subject"] = in_one_line(subject)
    letter["Date"] = made_at
    letter["Message-ID"] = in_one_line(message_id)
    letter["Content-Language"] = in_one_line(language)
    # Holiday notices are not for us.
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content(text, cte="quoted-printable")
    page = as_html(text, language=language, right_to_left=right_to_left)
    letter.add_alternative(page, subtype="html", cte="quoted-printable")
    return Mail(receiver, sender, letter.as_bytes())


def in_one_line(text: str) -> str:
    """The text without anything that could end a header or drive a terminal."""
    plain = "".join(" " if unicodedata.category(sign) in {"Cc", "Zl", "Zp"} else sign for sign in text)
    return " ".join(plain.split())


def in_ascii(address: str) -> str:
    """The address as every server reads it, its domain in punycode. Raises ValueError for what is none."""
    local, _, domain = address.strip().rpartition("@")
    if not local or not local.isascii() or in_one_line(local) != local or set(local) & set('<>"\\ ,;:()[]'):
        raise ValueError("This is not an e-mail address that mail servers read.")
    try:
        return f"{local}@{idna.encode(domain, uts46=True).decode()}"
    except idna.IDNAError:
        raise ValueError("This is not an e-mail address that mail servers read.") from None


def as_html(text: str, *, language: str, right_to_left: bool = False) -> str:
    """The text as a page: paragraphs where it has empty lines, and its addresses as links."""
    parts = [part for part in re.split(r"\n\s*\n", text.strip()) if part]
    inner = "".join(f'<p dir="auto">{_linked(part)}</p>' for part in parts)
    way = "rtl" if right_to_left else "ltr"
    return (
        f'<!doctype html><html lang="{escape(language)}" dir="{way}"><head><meta charset="utf-8"></head>'
        f'<body style="{_BODY}">{inner}</body></html>'
    )


def _linked(part: str) -> str:
    pieces, end = [], 0
    for found in _LINK.finditer(part):
        address = found.group().rstrip(".,;:!?)")
        shown = escape(address)
        pieces += [escape(part[end : found.start()]), f'<a href="{shown}">{shown}</a>']
        end = found.start() + len(address)
    return "".join([*pieces, escape(part[end:])]).replace("\n", "<br>\n")
