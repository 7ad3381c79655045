"""A letter as bytes: nothing typed adds a header, nothing typed becomes markup."""

from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default
from typing import Any

import pytest

from manyvoices.core.mail import Mail, compose
from manyvoices.core.mail.message import as_html

GIVEN: dict[str, Any] = {
    "to": "finn@northlight.example",
    "from_address": "voices@northlight.example",
    "from_name": "Northlight",
    "subject": "Hello",
    "text": "Hello",
    "language": "en",
    "message_id": "<1@voices.example>",
}


def letter(**changed: str) -> Mail:
    return compose(**{**GIVEN, **changed}, made_at=datetime(2026, 5, 3, tzinfo=UTC))


# promise H9
@pytest.mark.parametrize("field", ["subject", "from_name", "message_id", "language"])
@pytest.mark.parametrize("break_", ["\r\n", "\n", "\r", "\x0b", "\x85", "\u2028", "\x00"])
def test_what_is_typed_adds_no_header(field: str, break_: str) -> None:
    made = letter(**{field: f"<a{break_}Bcc: eve@elsewhere.example{break_}{break_}body>"})
    read = message_from_bytes(made.body, policy=default)
    assert read["Bcc"] is None
    assert sorted(read.keys()) == sorted(message_from_bytes(letter().body).keys())


# promise H9
@pytest.mark.parametrize("field", ["to", "from_address"])
@pytest.mark.parametrize(
    "address",
    [
        "a@b.example\r\nRCPT TO:<eve@x.example>",
        "a b@c.example",
        "@b.example",
        "a",
        "a@",
        "ä@b.example",
        "a>@b.example",
    ],
)
def test_what_is_no_address_is_written_to_nobody(field: str, address: str) -> None:
    with pytest.raises(ValueError, match="not an e-mail address"):
        letter(**{field: address})


def test_a_domain_leaves_in_punycode() -> None:
    assert letter(to="finn@bücher.example").to == "finn@xn--bcher-kva.example"


def test_the_bytes_are_not_printed() -> None:
    assert "secret-link" not in repr(letter(text="secret-link"))


def test_typed_markup_stays_text_and_addresses_become_links() -> None:
    page = as_html('<b>Hi</b> "you"\n\nhttps://voices.example/a?b=1&c=2. Bye', language="en")
    assert "&lt;b&gt;Hi&lt;/b&gt; &quot;you&quot;" in page
    assert '<a href="https://voices.example/a?b=1&amp;c=2">' in page
    assert "</a>. Bye</p>" in page
    assert 'dir="rtl"' in as_html("x", language="ar", right_to_left=True)
