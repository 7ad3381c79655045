"""Finding a note by its id, also where the id was made before the installation had its public address."""

import re

from django.db.models import Q

# What `Config.public_url` is without a public address. No other server has such an id.
_AT_HOME = re.compile(r"http://localhost:[0-9]+/notes/([1-9][0-9]{0,18})")


def note_named(uri: str) -> Q:
    """The note with this id. A receipt of ours may be older than our address, so its number finds the note too."""
    found = _AT_HOME.fullmatch(uri)
    return Q(uri=uri) | Q(pk=int(found[1]), voice__isnull=False) if found else Q(uri=uri)
