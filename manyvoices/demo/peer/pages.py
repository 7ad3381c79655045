"""The page of the second server: a timeline in a look of its own, so that nobody takes it for ours. Pure."""

from collections.abc import Iterable
from datetime import datetime
from html import escape

from manyvoices.core.markup.sanitise import clean
from manyvoices.demo.content_files import read
from manyvoices.demo.passengers import passengers
from manyvoices.demo.peer.documents import BY_NAME
from manyvoices.demo.peer.store import PassengerAnswer, Post

TITLE = "Platform 9"
STYLE = """
:root { color-scheme: light dark; --ink: light-dark(#201a33, #f0ecfb); --paper: light-dark(#f4f0ff, #15111f);
  --card: light-dark(#fff, #221b33); --soft: light-dark(#5a5273, #b9afd3); --loud: light-dark(#5b21b6, #c4b5fd);
  --line: light-dark(#d9d0f0, #3d3358); }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 17px/1.55 Georgia, "Times New Roman", serif; }
header { background: light-dark(#3b1a7a, #2a1458); color: #fff; padding: 1.4rem 1rem; }
header > *, main, footer { max-inline-size: 42rem; margin-inline: auto; }
header p { margin: .2rem auto 0; } h1 { margin-block: 0; font-size: 2rem; letter-spacing: -.02em; }
.mark { display: inline-block; background: #ffd84d; color: #201a33; font: 700 .8rem/1 sans-serif; padding: .35rem .6rem;
  border-radius: 99px; }
main, footer { padding: 1rem; }
article { background: var(--card); border: 1px solid var(--line); border-radius: 1.1rem; padding: 1rem 1.2rem;
  margin-block: 1rem; overflow-wrap: anywhere; }
h2 { font-size: 1.05rem; margin: 0; } a { color: var(--loud); } .soft { color: var(--soft); font-size: .9rem; margin: 0; }
.answer { border-inline-start: 3px solid var(--loud); padding-inline-start: .9rem; margin-block: .8rem; }
form { display: flex; flex-wrap: wrap; gap: .6rem; align-items: end; } label { flex: 1 1 14rem; font-size: .9rem; }
input { display: block; inline-size: 100%; font: inherit; padding: .5rem .7rem; border: 1px solid var(--soft);
  border-radius: .6rem; background: var(--paper); color: inherit; min-block-size: 44px; }
button { font: inherit; font-weight: 700; border: 0; border-radius: 99px; background: light-dark(#5b21b6, #c4b5fd);
  color: light-dark(#fff, #1b1230); padding: .6rem 1.2rem; min-block-size: 44px; cursor: pointer; }
:focus-visible { outline: 3px solid light-dark(#b45309, #ffd84d); outline-offset: 2px; }
"""


def page(title: str, body: str) -> str:
    """A whole page."""
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">'
        f'<title>{escape(title)}</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/style.css"></head>'
        f"<body>{body}</body></html>"
    )


def timeline(posts: Iterable[Post], answers: Iterable[PassengerAnswer], demo: str) -> str:
    """What reached this server, the newest first, each with its answers and a way to answer as Lena."""
    by_post: dict[str, list[PassengerAnswer]] = {}
    for answer in answers:
        by_post.setdefault(answer.post, []).append(answer)
    shown = "".join(_post(place, post, by_post.get(post.uri, [])) for place, post in enumerate(posts))
    return page(
        f"{TITLE}, a server for passengers",
        f'<header><p><span class="mark">Demo</span></p><h1>{TITLE}</h1>'
        f"<p>A server for passengers. Another house, another operator, {len(BY_NAME)} people.</p></header>"
        f"<main>{shown or '<p>Nothing has arrived yet.</p>'}</main>"
        f'<footer><p class="soft">The bundled second server of the <a href="{escape(demo)}/tour">Manyvoices demo</a>. '
        "It speaks ActivityPub with the demo and with nobody else.</p></footer>",
    )


def person(username: str, host: str) -> str:
    """A passenger's own page."""
    name = escape(BY_NAME[username].name)
    return page(
        name,
        f'<header><p><span class="mark">Demo</span></p><h1>{name}</h1><p>@{escape(username)}@{escape(host)}</p></header>'
        f'<main><p>{name} is an invented passenger. <a href="/">To the timeline of {TITLE}</a></p></main>',
    )


def _post(place: int, post: Post, answers: list[PassengerAnswer]) -> str:
    words = read("passengers")["answers"]
    said = {answer.text for answer in answers}
    canned = next((text for text in words.get(post.language, words["en"]) if text not in said), "")
    lena = passengers()[0]
    field = f"answer-{place}"
    title = f'<a href="{escape(post.url)}">{escape(post.name)}</a>'
    return (
        f'<article lang="{escape(post.language or "en")}"><h2 dir="auto">{title}</h2>'
        f'<p class="soft" lang="en">{_when(post.published)}</p><div dir="auto">{clean(post.html)}</div>'
        + "".join(_answer(answer) for answer in answers)
        + f'<form method="post" action="/answer"><input type="hidden" name="post" value="{escape(post.uri)}">'
        f'<label for="{field}" lang="en">Answer as {lena.name.partition(" ")[0]}'
        f'<input id="{field}" name="text" maxlength="300" required value="{escape(canned)}"></label>'
        '<button lang="en">Send</button></form></article>'
    )


def _answer(answer: PassengerAnswer) -> str:
    state = {0: "on its way", 202: "arrived"}.get(answer.status, f"not taken ({answer.status})")
    return (
        f'<div class="answer"><p class="soft" lang="en">{escape(BY_NAME[answer.username].name)}, {state}</p>'
        f'<p dir="auto">{escape(answer.text)}</p></div>'
    )


def _when(stamp: str) -> str:
    try:
        return datetime.fromisoformat(stamp).strftime("%d %b %Y, %H:%M")
    except ValueError:
        return ""
