"""Signing in as people do it: a code scanned with a phone, an app, a passkey, a recovery code."""

import os
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from manyvoices.people.actions.make_sign_in_link import make_sign_in_link
from manyvoices.people.models import Person
from manyvoices.people.time_codes import SECONDS, code_at
from tests.browser.conftest import PageAt
from tests.browser.sizes import overflow
from tests.browser.watching import watch
from tests.cast import PASSWORD, Cast, make_cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SHOTS = os.environ.get("MANYVOICES_TEST_SHOTS", "")
Check = Callable[[Page], None]


def looked_at(page: Page, name: str, check: Check | None = None) -> None:
    """The page fits the width, is accessible, and is kept as a picture where a folder is named."""
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"{name}.png", full_page=True)
    assert overflow(page) <= 0, name
    if check is not None:
        check(page)


def press(page: Page, name: str | re.Pattern[str], role: Literal["button", "link"] = "button") -> None:
    """Press what leads to another page and wait for that: what is measured must not be the page that goes away."""
    with page.expect_navigation():
        page.get_by_role(role, name=name).click()


def at(path: str) -> re.Pattern[str]:
    """The address of exactly this path; `/sign-in?next=/queue/` is not there yet."""
    return re.compile(rf"^[^?]*{path}$")


def type_password(page: Page, origin: str, login: str, password: str = PASSWORD) -> None:
    """Fill in the sign-in page and press the button."""
    page.goto(f"{origin}/sign-in")
    page.get_by_label("E-mail or personnel number").fill(login)
    page.get_by_label("Password", exact=True).fill(password)
    with page.expect_navigation():
        page.get_by_role("button", name="Sign in", exact=True).click()


def with_authenticator(page: Page) -> None:
    """The page's machine has a fingerprint reader, and a finger lies on it."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    reader = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": reader})


def without_email(cast: Cast) -> Person:
    """Dan of the front line: a personnel number, no address, no password."""
    cast.dan.email, cast.dan.login = None, "4711"
    cast.dan.set_unusable_password()
    cast.dan.save()
    return cast.dan


def set_up_app(page: Page, origin: str, check: Check) -> tuple[str, list[str]]:
    """The key of the app that was set up on the pages, and the recovery codes that were shown once."""
    page.goto(f"{origin}/me/security")
    press(page, re.compile("^Set up"), "link")
    page.get_by_text("Cannot scan it?").click()
    secret = page.get_by_role("textbox", name="Key for the app").text_content() or ""
    page.get_by_label("Code", exact=True).fill(code_at(secret, int(time.time()) // SECONDS))
    press(page, "Switch it on")
    press(page, "Make ten codes")
    looked_at(page, "recovery-codes-made", check)
    codes = page.locator("#codes code").all_text_contents()
    assert len(codes) == 10
    with page.expect_download() as download:
        page.get_by_role("button", name="Download").click()
    assert Path(download.value.path()).read_text().split() == codes
    page.goto(f"{origin}/me/security/recovery-codes")
    expect(page.locator("#codes")).to_have_count(0)
    return secret, codes


def test_a_scanned_code_signs_in_on_a_phone(
    live_server_url: str, page_at: PageAt, assert_accessible: Check
) -> None:
    cast = make_cast()
    token = make_sign_in_link(actor=cast.ada, person=without_email(cast))[1]
    page = page_at(390, "light")
    seen = watch(page, live_server_url)
    page.goto(f"{live_server_url}/sign-in/link/{token}")
    looked_at(page, "by-link-390-light", assert_accessible)
    press(page, "Sign in on this device")
    expect(page.get_by_role("heading", level=1)).to_have_text("You are in")
    looked_at(page, "first-390-light", assert_accessible)
    press(page, "With a password", "link")
    page.get_by_label("New password").fill("coffee before the early train")
    press(page, "Save the password")
    expect(page.get_by_text("Your new password counts")).to_be_visible()
    assert (seen.errors, seen.strangers) == ([], [])
    other = page_at(390, "light")
    type_password(other, live_server_url, "4711", "coffee before the early train")
    expect(other).to_have_url(at("/today/"))


@pytest.mark.long
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_every_screen_of_signing_in_is_accessible_and_fits(
    live_server_url: str, page_at: PageAt, assert_accessible: Check, width: int, scheme: str
) -> None:
    cast = make_cast()
    page = page_at(width, scheme)
    seen = watch(page, live_server_url)
    for name in ("sign-in", "sign-in/forgotten", "sign-in/forgotten/sent"):
        page.goto(f"{live_server_url}/{name}")
        looked_at(page, f"{name.replace('/', '-')}-{width}-{scheme}", assert_accessible)
    type_password(page, live_server_url, "ada@northlight.example", "wrong")
    looked_at(page, f"sign-in-wrong-{width}-{scheme}", assert_accessible)
    type_password(page, live_server_url, "ada@northlight.example")
    for name in ("", "/password", "/app", "/passkeys", "/recovery-codes", "/confirm", "/first"):
        page.goto(f"{live_server_url}/me/security{name}")
        looked_at(page, f"security{name.replace('/', '-')}-{width}-{scheme}", assert_accessible)
    page.goto(f"{live_server_url}/people/{cast.dan.pk}")
    press(page, "Sign-in code", "link")
    looked_at(page, f"sign-in-links-{width}-{scheme}", assert_accessible)
    for button in ("Show on this screen", "Make a sheet to print"):
        press(page, button)
        looked_at(page, f"code-{button.split()[0]}-{width}-{scheme}", assert_accessible)
    page.emulate_media(media="print")
    looked_at(page, f"sheet-{width}-{scheme}")
    assert (seen.errors, seen.strangers) == ([], [])


@pytest.mark.long
def test_an_app_is_set_up_and_asked_and_a_recovery_code_stands_in(
    live_server_url: str, page_at: PageAt, assert_accessible: Check
) -> None:
    make_cast()
    page = page_at(1280, "light")
    type_password(page, live_server_url, "bo@northlight.example")
    secret, codes = set_up_app(page, live_server_url, assert_accessible)
    phone = page_at(390, "dark")
    type_password(phone, live_server_url, "bo@northlight.example")
    expect(phone.get_by_role("heading", level=1)).to_have_text("One more step")
    looked_at(phone, "second-step-390-dark", assert_accessible)
    phone.get_by_label("Code", exact=True).fill("000000")
    press(phone, "Go on")
    looked_at(phone, "second-step-wrong-390-dark", assert_accessible)
    phone.get_by_label("Code", exact=True).fill(code_at(secret, int(time.time()) // SECONDS + 1))
    press(phone, "Go on")
    expect(phone).to_have_url(at("/today/"))

    for code, opens in ((codes[0], True), (codes[0], False)):
        other = page_at(390, "light")
        type_password(other, live_server_url, "bo@northlight.example")
        other.get_by_label("Code", exact=True).fill(code)
        press(other, "Go on")
        expect(other).to_have_url(at("/today/" if opens else "/second-step"))

    page.goto(f"{live_server_url}/me/security")
    looked_at(page, "security-with-app", assert_accessible)
    press(page, "End all others")
    expect(page.get_by_text("Signed out in 2 other places.")).to_be_visible()
    phone.goto(f"{live_server_url}/me/security")
    expect(phone).to_have_url(re.compile("/sign-in"))


@pytest.mark.long
def test_a_passkey_is_made_and_signs_in_by_itself(
    live_server_url: str, page_at: PageAt, assert_accessible: Check
) -> None:
    make_cast()
    origin = live_server_url.replace("127.0.0.1", "localhost")
    page = page_at(390, "light")
    with_authenticator(page)
    seen = watch(page, origin)
    type_password(page, origin, "bo@northlight.example")
    page.goto(f"{origin}/me/security/passkeys")
    page.get_by_label("Name of the device").fill("My phone")
    page.get_by_role("button", name="Make the passkey").click()
    expect(page.get_by_text("The passkey is kept.")).to_be_visible()
    page.goto(f"{origin}/me/security")
    looked_at(page, "security-with-passkey", assert_accessible)
    page.context.clear_cookies()

    page.goto(f"{origin}/sign-in?next=/queue/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page).to_have_url(at("/queue/"))
    page.wait_for_load_state()  # a page that still loads would abort the next one
    page.context.clear_cookies()

    type_password(page, origin, "bo@northlight.example")
    expect(page.get_by_role("heading", level=1)).to_have_text("One more step")
    looked_at(page, "second-step-passkey", assert_accessible)
    page.get_by_role("button", name="Use a passkey").click()
    expect(page).to_have_url(at("/today/"))

    page.goto(f"{origin}/me/security")
    press(page, re.compile("^Remove.*My phone"))
    expect(page.get_by_text("The passkey is removed.")).to_be_visible()
    page.context.clear_cookies()
    page.goto(f"{origin}/sign-in")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_text("This passkey is not known here.")).to_be_visible()
    assert (seen.errors, seen.strangers) == ([], [])
