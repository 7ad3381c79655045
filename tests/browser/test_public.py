"""The public pages in a browser: at both widths and in both schemes, and under attack."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Error, Page

from manyvoices.core import clock
from manyvoices.core.markup.plain import to_html
from manyvoices.core.markup.sanitise import clean
from manyvoices.core.markup.tests.payloads import PAYLOADS
from manyvoices.federation.models import Note
from manyvoices.web.public.post import REPLIES
from manyvoices.web.public.tests.rows import a_post, a_reply, somebody
from tests.browser.conftest import PageAt
from tests.browser.northlight import fill
from tests.browser.sizes import overflow
from tests.browser.watching import watch
from tests.cast import make_cast

CASES = Path(__file__).resolve().parents[2] / "manyvoices/networks/tests/counting_cases.json"
COUNT = """async (cases) => {
  const { countLength } = await import('/static/manyvoices/js/count.js');
  return cases.map(({ text }) => Object.fromEntries(
    ['characters', 'graphemes', 'mastodon', 'x'].map((rule) => [rule, countLength(text, rule)])));
}"""
COUNT_BY_NO_RULE = (
    "import('/static/manyvoices/js/count.js').then(({ countLength }) => countLength('x', 'ells'))"
)
# What a reader's hand does, on every element of a foreign text at once; where a click would lead is not followed.
PROVOKE = """async () => {
  document.addEventListener('click', (event) => event.preventDefault(), { capture: true });
  document.addEventListener('submit', (event) => event.preventDefault(), { capture: true });
  for (const element of document.querySelectorAll('.prose, .prose *, .reply *')) {
    for (const name of ['mouseover', 'pointerenter', 'focus', 'click', 'toggle', 'animationstart', 'beforeinput'])
      element.dispatchEvent(new Event(name, { bubbles: true, cancelable: true }));
    if (element.href?.startsWith('javascript:')) window.hit();
  }
  await new Promise((done) => setTimeout(done, 100));
}"""


def places() -> dict[str, int]:
    """Every public page with the status it answers."""
    note = Note.objects.get(voice__handle="bo")
    warned = Note.objects.exclude(content_warning="").get()
    assert note.voice is not None
    gone = a_post(note.voice, "", deleted_at=clock.now())
    paths = {urlsplit(shown.url).path: 200 for shown in (note, warned)}
    return {
        "/": 200,
        "/@bo": 200,
        **paths,
        "/imprint/": 200,
        "/contact/": 200,
        "/nothing": 404,
        urlsplit(gone.url).path: 410,
    }


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.long)])
def test_every_public_page_is_accessible_quiet_and_fits(
    live_server_url: str, page_at: PageAt, assert_accessible: Callable[[Page], None], scheme: str
) -> None:
    fill()
    page = page_at(1280, scheme)
    seen = watch(page, live_server_url)
    for path, status in places().items():
        answer = page.goto(live_server_url + path)
        assert answer is not None
        assert answer.status == status, path
        for width in (390, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            assert overflow(page) <= 0, (path, width)
            assert_accessible(page)
        assert page.evaluate("window.broken") == []
    assert seen.errors == []
    assert seen.strangers == []
    assert page.context.cookies() == []


def attacked(safely: Callable[[str], str], payloads: Sequence[str] = PAYLOADS) -> list[str]:
    """Every payload as a reply, as its author's name, and as a post of ours. Returns the pages it stands on."""
    cast = make_cast()
    note = a_post(cast.bo_voice, to_html("\n\n".join(PAYLOADS)))
    for number, payload in enumerate(payloads):
        crook = somebody(payload.replace("\x00", "")[:200], username=f"crook{number}")
        a_reply(
            note,
            crook,
            safely(payload.replace("\x00", "")),
            content_warning=payload.replace("\x00", "")[:500],
        )
    a_post(cast.bo_voice, to_html(PAYLOADS[0]), content_warning=PAYLOADS[0])
    path = urlsplit(note.url).path
    return [f"{path}?page={number}" for number in range(1, -(-len(PAYLOADS) // REPLIES) + 1)] + ["/", "/@bo"]


# promise H1
@pytest.mark.django_db(transaction=True)
def test_nothing_that_others_say_runs_or_phones_home(live_server_url: str, page_at: PageAt) -> None:
    page = page_at(1280, "light")
    seen = watch(page, live_server_url)
    shown = 0
    for path in attacked(clean):
        page.goto(live_server_url + path)
        page.evaluate(PROVOKE)
        shown += page.locator(".reply").count()
        assert page.evaluate("window.hits") == 0, path
        assert page.evaluate("window.broken") == [], path
    assert shown == len(PAYLOADS)
    assert seen.strangers == []
    assert seen.errors == []


# The broken twin: the same page, with the words as they came and no policy.
@pytest.mark.django_db(transaction=True)
def test_the_same_words_would_run_if_nobody_cleaned_them(live_server_url: str, browser: Browser) -> None:
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    seen = watch(page, live_server_url)
    # Two that let the parser reach the next one.
    first = attacked(str, ["<img src=x onerror=hit()>", "<img src=//phone.test/1.png>"])[0]
    page.route("**://phone.test/**", lambda route: route.abort())
    with page.expect_request(lambda request: "phone.test" in request.url):
        page.goto(live_server_url + first, wait_until="commit")
    page.wait_for_function("window.hits > 0")
    context.close()
    assert any("phone.test" in address for address in seen.strangers)


# The composer counts while somebody types; the network adapter counts before it sends. They may not disagree.
@pytest.mark.django_db(transaction=True)
def test_the_browser_counts_as_the_networks_do(live_server_url: str, page_at: PageAt) -> None:
    cases = json.loads(CASES.read_text(encoding="utf-8"))
    page = page_at(1280, "light")
    page.goto(live_server_url)
    counted = page.evaluate(COUNT, cases)
    assert len(cases) > 20
    assert counted == [
        {rule: case[rule] for rule in ("characters", "graphemes", "mastodon", "x")} for case in cases
    ]
    with pytest.raises(Error, match="RangeError"):
        page.evaluate(COUNT_BY_NO_RULE)
