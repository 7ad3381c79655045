"""The composer's way into the media library, and what the rights to the draft's pictures say."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.dateparse import parse_date

from manyvoices.media.models import File, Release
from manyvoices.people.models import Person
from manyvoices.publishing.actions.use_item import use_item
from manyvoices.publishing.attached import files_of, is_over
from manyvoices.publishing.models import Post
from manyvoices.publishing.queries.library import item_of, usable_items
from manyvoices.web.media.shown import shown_item

if TYPE_CHECKING:  # the list of panels names this one
    from manyvoices.web.publishing.panels import Opened

NEWEST = 8


def show_library(opened: "Opened") -> Mapping[str, Any]:
    """The newest items one may use, and a line for each picture whose rights need a look before it leaves."""
    today = timezone.localdate()
    newest = usable_items(opened.person, today)[:NEWEST]
    files = list({file.pk: file for file in files_of(opened.post)}.values()) if opened.post else []
    day = _day(opened.form["date"].value(), today)
    return {
        "items": [shown_item(item, today) for item in newest],
        "post": opened.post,
        "over": [file for file in files if is_over(file, day)],
        "asking": [file for file in files if _asks(file)],
        "rights": [file for file in files if _has_rights(file)],
    }


def keep_library(request: HttpRequest, person: Person, post: Post) -> None:
    """Puts the chosen item into the draft. Raises NotThere, Refused, Invalid, Conflict."""
    chosen = request.POST.get("library-use", "")
    if chosen.isdigit() and len(chosen) < 19:
        use_item(actor=person, post=post, item=item_of(person, int(chosen)))


def _day(given: object, today: date) -> date:
    """The day for which the post is planned, as far as the form says one."""
    if isinstance(given, date):
        return given.date() if isinstance(given, datetime) else given
    try:
        return parse_date(str(given or "")) or today
    except ValueError:
        return today


def _asks(file: File) -> bool:
    return bool(file.people_shown) and file.release in {Release.MISSING, Release.UNKNOWN}


def _has_rights(file: File) -> bool:
    return bool(file.credit or file.licence or file.expires_on)
