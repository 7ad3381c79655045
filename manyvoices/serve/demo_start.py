"""The part of a demo's start that needs the database: made the first time, found again later."""

import time

from manyvoices import __version__
from manyvoices.config import Config
from manyvoices.core import chores
from manyvoices.demo.making.make import lead, make_demo
from manyvoices.demo.peer.store import Post, Store
from manyvoices.demo_mark import DemoMark
from manyvoices.federation.models import Note
from manyvoices.federation.signatures import make_key_pair
from manyvoices.people.actions.offer_visit import offer_visit
from manyvoices.people.queries import organisation
from manyvoices.serve.greeting import short
from manyvoices.shell.problems import USAGE, Problem
from manyvoices.shell.tables import bring_up_to_date
from manyvoices.voices.addresses import actor_uri

# Not by reverse(), as in `start`.
ENTER = "/demo/"


def make_ready(config: Config, program: str) -> str:
    """Migrate, make the demo if it is not there, plan the repeating work; what to tell whoever starts it."""
    if config.demo is None:
        raise Problem("This folder has no mark of a demo. Start it with ./run demo.", USAGE)
    began = time.monotonic()
    is_new = bring_up_to_date() or organisation() is None
    if is_new:
        _make(config, config.demo)
    chores.plan()
    token = offer_visit(person=lead())
    seconds = f", made in {time.monotonic() - began:.0f} s" if is_new else ""
    return "\n".join(
        [
            f"Manyvoices {__version__} demo   data {short(config.data_dir)}{seconds}",
            f"  Look around    {config.public_url}{ENTER}{token}   (signs you in, once)",
            f"  Second server  {config.demo.peer_origin}   (where a post of the demo arrives)",
            "  A fictitious railway: everything is invented, and nothing leaves this machine.",
            f"  Stop with Ctrl+C. Remove it without a trace: {program} demo --remove",
        ]
    )


def _make(config: Config, mark: DemoMark) -> None:
    store = Store(config.data_dir)
    try:
        public, _ = store.key()
    except LookupError:
        pair = make_key_pair()
        store.keep_key(pair.public_pem, pair.private_pem)
        public = pair.public_pem
    make_demo(mark, public)
    _fill(store)
    store.close()


def _fill(store: Store) -> None:
    """What reached the second server last, as if it had been there all along."""
    newest = Note.objects.filter(voice__isnull=False, in_reply_to=None).select_related("voice")
    for note in newest.order_by("-published_at")[:12]:
        if note.voice is not None:
            store.keep_post(
                Post(
                    uri=note.uri,
                    url=note.url,
                    author=actor_uri(note.voice),
                    name=note.voice.name,
                    html=note.html,
                    language=note.language,
                    published=note.published_at.isoformat(),
                    arrived=note.published_at.isoformat(),
                )
            )
