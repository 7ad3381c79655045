"""Text stays readable on any brand colour: measured in a real browser, as WCAG 2.2 (1.4.3) measures it."""

import shutil
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(shutil.which("chromium") is None, reason="no Chromium: apt-get install chromium"),
]

TOKENS = Path(__file__).resolve().parent.parent / "static/manyvoices/css/tokens.css"
BRANDS = [f"#{r:02x}{g:02x}{b:02x}" for r, g, b in product((0, 64, 118, 128, 190, 255), repeat=3)]
PAIRS = [
    ("--brand-ink", "--paper"),
    ("--brand-ink", "--surface"),
    ("--brand-ink", "--sunken"),
    ("--brand-ink", "--brand-ground"),
    ("--on-brand", "--brand-solid"),
    ("--on-band", "--band"),
]
NAIVE = [("--brand-solid", "--paper")]  # the broken twin: the brand colour itself as text

# Every colour is painted into one pixel, so that whatever notation the browser computes is read as sRGB bytes.
MEASURE = """([brands, pairs]) => {
  const probe = document.body.appendChild(document.createElement('p'));
  const pen = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  const luminance = (name) => {
    probe.style.color = `var(${name})`;
    pen.fillStyle = getComputedStyle(probe).color;
    pen.fillRect(0, 0, 1, 1);
    const [r, g, b] = [...pen.getImageData(0, 0, 1, 1).data].slice(0, 3).map((byte) => byte / 255)
      .map((c) => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const weakest = {};
  for (const brand of brands) {
    document.documentElement.style.setProperty('--brand', brand);
    for (const [text, ground] of pairs) {
      const [dark, light] = [luminance(text), luminance(ground)].sort((a, b) => a - b);
      const ratio = (light + 0.05) / (dark + 0.05), key = `${text} on ${ground}`;
      if (!(weakest[key]?.[0] <= ratio)) weakest[key] = [ratio, brand];
    }
  }
  return weakest;
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking"],
        )
        yield chromium
        chromium.close()


def weakest_contrasts(
    browser: Browser, *, dark: bool, pairs: list[tuple[str, str]]
) -> dict[str, tuple[float, str]]:
    page = browser.new_page(color_scheme="dark" if dark else "light")
    page.set_content(f"<!doctype html><style>{TOKENS.read_text()}</style>")
    weakest: dict[str, tuple[float, str]] = page.evaluate(MEASURE, [BRANDS, pairs])
    page.close()
    return weakest


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_text_has_its_contrast_on_every_brand_colour(browser: Browser, dark: bool) -> None:
    weakest = weakest_contrasts(browser, dark=dark, pairs=PAIRS)
    assert set(weakest) == {f"{text} on {ground}" for text, ground in PAIRS}
    assert {pair: found for pair, found in weakest.items() if found[0] < 4.5} == {}


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_brand_colour_itself_as_text_would_fail(browser: Browser, dark: bool) -> None:
    weakest = weakest_contrasts(browser, dark=dark, pairs=NAIVE)
    assert weakest["--brand-solid on --paper"][0] < 1.5
