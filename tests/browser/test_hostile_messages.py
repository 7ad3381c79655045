"""Whatever strangers write to us is shown to who answers as what they wrote: none of it runs, none of it phones home."""

import pytest
from playwright.sync_api import Page

from manyvoices.conversations.actions.store_messages import store_messages
from manyvoices.conversations.models import Conversation
from manyvoices.conversations.queries.conversation import MESSAGES
from manyvoices.conversations.tests.said import batch, said
from manyvoices.core import clock
from manyvoices.core.markup.plain import lines_from_html
from manyvoices.core.markup.sanitise import clean
from manyvoices.core.markup.tests.payloads import PAYLOADS
from manyvoices.networks.contract import Arrived, Author
from manyvoices.voices.models import Channel
from tests.browser.conftest import PageAt
from tests.browser.desk import signed_in
from tests.browser.watching import Watch, watch
from tests.cast import Cast, make_cast

# What a reader's hand does, on every element at once; where a click would lead is not followed.
PROVOKE = """async () => {
  document.addEventListener('click', (event) => event.preventDefault(), { capture: true });
  document.addEventListener('submit', (event) => event.preventDefault(), { capture: true });
  for (const element of document.querySelectorAll('main, main *')) {
    for (const name of ['mouseover', 'pointerenter', 'focus', 'toggle', 'animationstart', 'beforeinput'])
      element.dispatchEvent(new Event(name, { bubbles: true, cancelable: true }));
    if (element.href?.startsWith?.('javascript:')) window.hit();
  }
  await new Promise((done) => setTimeout(done, 100));
}"""


def arrive(cast: Cast) -> list[Conversation]:
    """Every payload as words, as a warning, as the name of what is attached, and as its author's name and address.

    As it came, and as our own server hands on what it cleaned. Returns a conversation for each page of messages.
    """
    now = clock.now()
    channel = Channel.objects.create(
        voice=cast.brand_voice, network="sandbox", address="northlight", connected_at=now
    )
    words = [text for one in PAYLOADS for text in (one, lines_from_html(clean(one)))]
    for first in range(0, len(words), MESSAGES):
        some = words[first : first + MESSAGES]
        thread = [
            _said(
                f"{first}-{number}", text, to=f"{first}-{number - 1}" if number else "", author=_crook(first)
            )
            for number, text in enumerate(some)
        ]
        store_messages(channel=channel, batch=batch(*thread), now=now)
    named = [
        _said(f"named-{number}", one, author=_crook(number, name=one)) for number, one in enumerate(PAYLOADS)
    ]
    store_messages(channel=channel, batch=batch(*named), now=now)
    return list(Conversation.objects.filter(messages_count__gt=1))


def _crook(number: int, name: str = "<svg onload=hit()>") -> Author:
    return Author(f"crook-{number}-{name[:40]}", name, name, f"javascript:hit({number})")


def _said(name: str, text: str, **given: object) -> Arrived:
    attached = ({"url": "https://phone.test/a.png", "mediaType": "image/png", "name": text},)
    return said(
        name,
        text,
        content_warning=text,
        url="javascript:hit()",
        attachments=attached,
        **{"language": "en", **given},
    )


# promise H1
@pytest.mark.long
@pytest.mark.django_db(transaction=True)
def test_nothing_that_is_written_to_us_runs_or_phones_home(live_server_url: str, page_at: PageAt) -> None:
    cast = make_cast()
    threads = arrive(cast)
    page = page_at(1280, "light")
    signed_in(page, live_server_url, cast.ada)
    seen = watch(page, live_server_url)
    shown = 0
    for one in threads:
        shown += looked_at(page, f"{live_server_url}/inbox/{one.pk}/", seen)
    assert shown >= len(PAYLOADS)  # words are there, as words
    path = f"{live_server_url}/inbox/?view=all"
    looked_at(page, path, seen)
    named = Conversation.objects.filter(messages_count=1).order_by("pk")
    for one in named[:: max(1, len(PAYLOADS) // 12)]:
        looked_at(page, f"{live_server_url}/inbox/{one.pk}/", seen)


def looked_at(page: Page, address: str, seen: Watch) -> int:
    """Opens it and does what a hand does; returns how many payloads stand there as words."""
    answer = page.goto(address)
    assert answer is not None
    assert answer.status == 200, address
    page.evaluate(PROVOKE)
    assert page.evaluate("window.hits") == 0, address
    assert page.evaluate("window.broken") == [], address
    assert seen.strangers == [], address
    assert seen.errors == [], address
    words = page.inner_text("main")
    return sum(1 for one in PAYLOADS if one.split("\n")[0][:30].strip() in words)
