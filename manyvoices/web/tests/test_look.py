"""What the look promises: nothing inline, nothing from elsewhere, icons that exist, text readable on any brand colour."""

import re
from pathlib import Path

import pytest
from django.template import engines

WEB = Path(__file__).resolve().parent.parent
TEMPLATES = sorted((WEB / "templates").rglob("*.html"))
STYLES = sorted((WEB / "static/manyvoices/css").glob("*.css"))

INLINE = re.compile(
    r"""\sstyle=["']|\son[a-z]+=["']|<script(?![^>]*\ssrc=)(?![^>]*\snonce=)[^>]*>|javascript:"""
)
ELSEWHERE = re.compile(r"""(?:src|href|srcset)=["'](?:https?:)?//|@import|url\(\s*["']?(?:https?:)?//""")
RAW_COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b")


def inline_parts(markup: str) -> list[str]:
    return INLINE.findall(markup)


def parts_from_elsewhere(text: str) -> list[str]:
    return ELSEWHERE.findall(text)


def test_the_checks_below_can_fail() -> None:
    assert inline_parts('<p style="color:red">')
    assert inline_parts("<script>alert(1)</script>")
    assert inline_parts('<a onclick="go()">')
    assert not inline_parts('<script type="module" src="/x.js"></script>')
    assert parts_from_elsewhere('<img src="//cdn.example/x.png">')
    assert parts_from_elsewhere('@import "https://fonts.example/x.css"')


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(WEB / "templates")))
def test_a_template_compiles_and_carries_nothing_inline_or_from_elsewhere(path: Path) -> None:
    markup = path.read_text()
    engines["django"].get_template(str(path.relative_to(WEB / "templates")))
    assert inline_parts(markup) == []
    assert parts_from_elsewhere(markup) == []


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_a_stylesheet_loads_nothing_and_turns_with_the_direction_of_writing(path: Path) -> None:
    css = path.read_text()
    assert parts_from_elsewhere(css) == []
    assert "@layer" in css
    assert re.findall(r"\b(?:margin|padding|border|inset)-(?:left|right)\b|[\s{](?:left|right):", css) == []


def test_only_tokens_name_the_colours_of_paper_and_ink() -> None:
    raw = {
        (path.name, colour)
        for path in STYLES
        if path.name != "tokens.css"
        for rule in re.findall(r"\.?[^{}]+\{[^{}]*\}", path.read_text())
        if "data-tone" not in rule and "#fff" not in rule and "#000" not in rule
        for colour in RAW_COLOUR.findall(rule.partition("{")[2])
    }
    assert raw == set()


def test_every_icon_named_in_a_template_exists() -> None:
    heroicons = pytest.importorskip("heroicons.templatetags.heroicons")
    named = {
        pair
        for path in TEMPLATES
        for pair in re.findall(r'heroicon_(outline|solid|mini|micro) "([a-z0-9-]+)"', path.read_text())
    }
    assert named
    for style, name in named:
        assert getattr(heroicons, f"heroicon_{style}")(name).startswith("<svg")
