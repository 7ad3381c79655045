"""Somebody leaves while their sessions are open: the next request through the real front is a stranger's."""

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.inside.cast import EMAIL, PASSWORD
from tests.product import Product
from tests.visitor import Form, Visitor

BO = "bo@northlight.example"


@pytest.fixture
def product(tmp_path: Path) -> Iterator[Product]:
    """Northlight, set up by Ada."""
    with Product.start(tmp_path) as product:
        product.set_up()
        yield product


def sign_in(visitor: Visitor, email: str) -> None:
    """Type the address and the password of everybody in these tests."""
    page = visitor.get("/sign-in")
    landed = visitor.send(page, page.form("login", "password"), login=email, password=PASSWORD)
    assert landed.url.endswith("/today/")


def is_in(visitor: Visitor) -> bool:
    """Whether the visitor's session opens a page."""
    return visitor.get("/me/security").url == f"{visitor.origin}/me/security"


# promise I9
@pytest.mark.long
def test_every_open_session_ends_at_once(product: Product) -> None:
    ada, desk, phone, kiosk = (product.visitor() for _ in range(4))
    sign_in(ada, EMAIL)
    page = ada.get("/people/invitations")
    page = ada.send(page, page.form("person_name", "email"), person_name="Bo", email=BO)
    link = re.findall(r"/invitation/[\w-]{20,}", page.text)[0]
    page = desk.get(link)
    desk.send(page, page.form("password"), name="Bo", email=BO, password=PASSWORD)
    sign_in(phone, BO)
    listed = ada.get("/people")
    assert listed.status == 200
    people = listed.text
    bo = re.findall(r'href="(/people/\d+)"[^>]*>\s*Bo\s*<', people)[0]
    page = ada.get(f"{bo}/sign-in-links")
    code = ada.send(page, page.form("on_paper")).text
    token = re.findall(r"/sign-in/link/[\w-]{20,}", code)[0]
    assert kiosk.get(token).status == 200
    assert is_in(desk)
    assert is_in(phone)

    page = ada.get(bo)
    began = time.monotonic()
    ada.send(page, ending_form(page.text, bo), because="left")
    assert [is_in(desk), is_in(phone), kiosk.get(token).status] == [False, False, 404]
    print(f"two sessions and a link ended {time.monotonic() - began:.2f} s after the button")
    assert is_in(ada)
    assert sign_in_is_refused(phone)


def ending_form(text: str, bo: str) -> Form:
    """The form that ends somebody's access."""
    token = re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', text)[0]
    return Form(f"{bo}/end", "post", fields={"csrfmiddlewaretoken": [token]})


def sign_in_is_refused(visitor: Visitor) -> bool:
    """Whether the right password opens nothing."""
    page = visitor.get("/sign-in")
    visitor.send(page, page.form("login", "password"), login=BO, password=PASSWORD)
    return not is_in(visitor)
