"""The whole demo in one transaction: half a demo never exists."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import translation

from manyvoices.core import audit, clock
from manyvoices.demo.content_files import read
from manyvoices.demo.making.crowd import make_crowd
from manyvoices.demo.making.ground import Ground
from manyvoices.demo.making.organisation import make_organisation
from manyvoices.demo.making.pending import make_pending
from manyvoices.demo.making.pictures import draw_pictures
from manyvoices.demo.making.posts import make_posts
from manyvoices.demo.making.talks.make import make_talks
from manyvoices.demo.making.voices import make_voices
from manyvoices.demo_mark import DemoMark
from manyvoices.people.models import Person


@transaction.atomic
def make_demo(
    mark: DemoMark, public_key: str, *, posts_each: int = 23, now: datetime | None = None
) -> Ground:
    """The demonstration organisation, in an empty database. `public_key` is the one the second server signs with.

    Made at the same moment, two are alike in every word and time; ids and names of files differ.
    """
    zone = ZoneInfo(read("organisation")["time_zone"])
    moment = (now or clock.now()).astimezone(zone)
    anchor = moment.replace(hour=0, minute=0, second=0, microsecond=0)
    ground = Ground(anchor=anchor, now=moment, mark=mark, public_key=public_key, posts_each=posts_each)
    with translation.override("en"):
        make_organisation(ground)
        make_voices(ground)
        make_posts(ground, draw_pictures(ground))
        make_crowd(ground)
        make_talks(ground)
        make_pending(ground)
    audit.record(actor=None, verb="make_demo", target=None, posts=len(ground.notes))
    return ground


def lead() -> Person:
    """Whom the visitor signs in as."""
    return Person.objects.get(login="mira")
