"""Every page that a lead of the demo reaches by a link, opened in a browser in one language."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import polib
from django.conf import settings as in_force
from django.test import Client
from playwright.sync_api import Browser, Page
from pytest_django import Settings

from manyvoices.demo.making.make import lead, make_demo
from manyvoices.demo_mark import DemoMark
from manyvoices.federation.signatures import make_key_pair
from tests.browser.sizes import overflow
from tests.browser.watching import watch
from tests.canaries.crawling import crawl
from tests.messages import po_file

WIDEST = """[...document.querySelectorAll('body *')].filter((one) => one.getBoundingClientRect().right > innerWidth + 1
  && getComputedStyle(one).position !== 'absolute').slice(-3).map((one) => one.outerHTML.slice(0, 120))"""
# Leaves the site, ends the session, or is no whole page.
NOT_LOOKED_AT = re.compile(
    r"^/(sign-in|sign-out|demo|media|static|actors?|notes|inbox$|nodeinfo|\.well-known|embed/posts|calendar/check|compose/approval)\b"
)
LETTERS = str.maketrans("aeiouAEIOUcnsy", "áéíóúÁÉÍÓÚçñšý")
KEPT = re.compile(r"(%\(\w+\)[sd]|%[sd%]|\{\w*\}|<[^>]+>|&\w+;)")


@dataclass
class Demo:
    """The demo on a live server: who looks, and the paths of one page of each kind."""

    origin: str
    cookie: str
    paths: list[str] = field(default_factory=list)


def demo_on(origin: str) -> Demo:
    """Make the demo's rows and list its pages."""
    mark = DemoMark(port=8000, peer_port=8001)
    make_demo(mark, make_key_pair().public_pem, posts_each=2)
    client = Client()
    client.force_login(lead())
    seen: set[str] = set()
    paths = []
    for path, headers, _body in crawl(client):
        kind = re.sub(r"[0-9]{4,}|@\w+", "0", urlsplit(path).path)
        is_page = "text/html" in headers and not NOT_LOOKED_AT.match(path)
        if is_page and kind not in seen and client.get(path).status_code == 200:
            seen.add(kind)
            paths.append(path)
    return Demo(origin, client.cookies[in_force.SESSION_COOKIE_NAME].value, paths)


@contextmanager
def looking(browser: Browser, demo: Demo, language: str, width: int, scheme: str) -> Iterator[Page]:
    """A page of the lead's browser."""
    context = browser.new_context(
        viewport={"width": width, "height": 844 if width < 600 else 900},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
        locale=language,
    )
    cookie = {"name": in_force.SESSION_COOKIE_NAME, "value": demo.cookie, "url": demo.origin}
    context.add_cookies([cookie])  # type: ignore[list-item]
    yield context.new_page()
    context.close()


def faults(page: Page, demo: Demo, also: Callable[[Page], None] = lambda _: None) -> list[str]:
    """What is wrong on any page: wider than the screen, an error in the console, a stranger asked, or what `also` raises."""
    seen, found = watch(page, demo.origin), []
    for path in demo.paths:
        page.goto(demo.origin + path)
        if overflow(page) > 0:
            found.append(f"{path} is too wide: {page.evaluate(WIDEST)}")
        try:
            also(page)
        except AssertionError as error:
            found.append(f"{path}: {str(error)[:600]}")
    return [*found, *seen.errors, *(f"asks {stranger}" for stranger in seen.strangers)]


def pseudo(text: str) -> str:
    """The text forty percent longer and with accents on its letters; gaps and markup stay."""
    parts = KEPT.split(text)
    told = "".join(part if index % 2 else part.translate(LETTERS) for index, part in enumerate(parts))
    words = re.findall(r"\w+", "".join(parts[::2]))
    more = " ".join(words[: max(1, round(len(words) * 0.4))]).translate(LETTERS)
    return f"{told.rstrip()} {more}{text[len(text.rstrip()) :]}" if words else told


def speak_pseudo(settings: Settings, folder: Path, language: str) -> None:
    """From now on the pages of `language` speak English with accents, and more of it."""
    catalog = polib.pofile(str(po_file("de")))
    for entry in catalog:
        if entry.msgid_plural:
            entry.msgstr_plural = {0: pseudo(entry.msgid), 1: pseudo(entry.msgid_plural)}
        else:
            entry.msgstr = pseudo(entry.msgid)
    target = folder / language / "LC_MESSAGES" / "django.mo"
    target.parent.mkdir(parents=True)
    catalog.save_as_mofile(str(target))
    settings.LANGUAGES = [("en", "English"), (language, "Pseudo")]
    settings.LOCALE_PATHS = [folder]
