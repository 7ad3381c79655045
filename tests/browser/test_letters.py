"""From no e-mail at all to a colleague who joined by a letter: set up, tested, invited, arrived, opened, joined."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from manyvoices.core.mail.tests.authority import Authority
from manyvoices.core.mail.tests.post_office import PostOffice, running
from tests.browser.conftest import PageAt
from tests.browser.stranger import Stranger, passer_by
from tests.inside.cast import EMAIL, PASSWORD
from tests.product import Product

pytestmark = pytest.mark.long

Check = Callable[[Page], None]
MAIL_PASSWORD = "mail-password-canary"
BO = "bo@northlight.example"


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority(tmp_path)


@pytest.fixture
def post(authority: Authority) -> Iterator[PostOffice]:
    """A mail server with STARTTLS and a password, as a provider has it."""
    files = authority.issue("127.0.0.1")
    with running(PostOffice(certificate=files, login=("ada", MAIL_PASSWORD))) as opened:
        yield opened


@pytest.fixture
def product(tmp_path: Path, authority: Authority) -> Iterator[Product]:
    """A product on a machine that trusts the authority of its mail server."""
    with Product.start(tmp_path / "installed", SSL_CERT_FILE=str(authority.certificate)) as product:
        product.set_up()
        yield product


@pytest.mark.parametrize("width", [390, 1280])
def test_a_letter_brings_a_colleague_in(
    product: Product, post: PostOffice, page_at: PageAt, assert_accessible: Check, width: int
) -> None:
    ada = Stranger(product, page_at(width, "light"), assert_accessible)
    sign_in(ada)
    save(ada, post, "not the password")
    try_it(ada, "The mail server does not accept user and password.")
    expect(ada.page.get_by_text("535 5.7.8 Authentication failed")).to_be_visible()
    ada.look("email-refused")
    save(ada, post, MAIL_PASSWORD)
    try_it(ada, f"The mail server took the letter to {EMAIL}.")
    ada.look("email-taken")
    link = invite(ada, post)
    with passer_by(ada) as bo:
        bo.page.goto(link)
        bo.heads("Join Northlight")
        expect(bo.page.get_by_text(BO)).to_be_visible()
        bo.look("join-by-letter")
        bo.type_in("Choose a password", PASSWORD)
        bo.click("Join")
        bo.page.wait_for_url(re.compile("/today/"))
        bo.page.goto(product.origin + "/notifications")
        bo.heads("Notifications")
        bo.look("notifications-empty")
    with passer_by(ada) as late:
        late.page.goto(link)
        late.heads("You have joined already")
        late.look("join-ended")
        late.seen.errors.clear()  # the browser logs the 410
    ada.go("/people/invitations?show=joined")
    expect(ada.page.get_by_text(BO)).to_be_visible()
    ada.was_quiet()
    assert MAIL_PASSWORD not in product.printed()
    assert link.rpartition("/")[2] not in product.printed()


def sign_in(ada: Stranger) -> None:
    ada.page.goto(ada.product.origin + "/settings/email")
    ada.page.locator("[name=login]").fill(EMAIL)
    ada.page.locator("[name=password]").fill(PASSWORD)
    ada.page.locator("main button[type=submit], main form button").first.click()
    ada.heads("E-mail")
    ada.look("email-empty")


def save(ada: Stranger, post: PostOffice, password: str) -> None:
    ada.go("/settings/email")
    typed = {
        "Mail server": "127.0.0.1",
        "Port": str(post.port),
        "Sender address": "voices@northlight.example",
    }
    for label, words in {**typed, "User (optional)": "ada", "Password (optional)": password}.items():
        ada.page.get_by_label(label, exact=True).fill(words)
    ada.click("Save")
    expect(ada.page.get_by_text("Saved. Now send a test")).to_be_visible()


def try_it(ada: Stranger, said: str) -> None:
    ada.click("Send a test to me")
    expect(ada.page.get_by_text(said, exact=True)).to_be_visible(timeout=15_000)


def invite(ada: Stranger, post: PostOffice) -> str:
    """Bo is invited by letter; the link in it."""
    ada.go("/people/invitations")
    ada.page.get_by_label("Name", exact=True).fill("Bo")
    ada.page.get_by_label("E-mail (optional)", exact=True).fill(BO)
    assert ada.page.get_by_label("Send it by e-mail").is_checked()
    ada.look("invite-by-letter")
    ada.click("Invite")
    expect(ada.page.get_by_text("Letter sent")).to_be_visible(timeout=15_000)
    ada.look("invited")
    to, letter = post.wait(2)[-1]
    assert to == BO
    assert letter["Subject"] == "Ada invites you to Northlight"
    body = letter.get_body(("plain",))
    assert body is not None
    found = re.search(r"http://\S+/invitation/\S+", body.get_content())
    assert found is not None
    return found[0]
