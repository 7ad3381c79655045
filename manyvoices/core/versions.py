"""Which version the public pages are of: triggers count every change of the tables that `wiring.SHOWN_IN_PUBLIC` names.

Counting in the database misses no writer, not even a person at its prompt, and a count is committed with its change:
whoever reads the number first and the rows afterwards can only keep a page under a number that is already past.
"""

from collections.abc import Iterator

from django.db import connection
from django.db.models import Sum

from manyvoices import wiring
from manyvoices.core.models import Version

# Far more than there are connections, so that hardly two share one; the sum over them is still read in no time.
SLOTS = 1024
NAME = "shown_in_public"
_COUNT = """INSERT INTO core_version (topic, slot, number) VALUES ({topic}, {slot}, 1)
ON CONFLICT (topic, slot) DO UPDATE SET number = core_version.number + 1"""


def current(*topics: str) -> str | None:
    """What changes whenever something of `topics` did, in one query; None while nobody counts."""
    if not _counted():
        return None
    sums = Version.objects.filter(topic__in=topics).order_by("topic").values_list("topic")
    return " ".join(f"{topic}:{number}" for topic, number in sums.annotate(Sum("number")))


def count_changes() -> None:
    """Make the triggers that are missing, after the tables were brought up to date. Twice does nothing more."""
    _known.clear()
    there = set(_triggers())
    with connection.cursor() as cursor:
        for name, statement in _statements():
            if name not in there:
                cursor.execute(statement)


def _counted() -> bool:
    """Whether every trigger is there, looked up once a process and database."""
    place = str(connection.settings_dict["NAME"])
    if place not in _known:
        there = set(_triggers())
        _known[place] = all(name in there for name, _statement in _statements())
    return _known[place]


_known: dict[str, bool] = {}


def _triggers() -> list[str]:
    of = "pg_trigger" if connection.vendor == "postgresql" else "sqlite_master"
    column = "tgname" if connection.vendor == "postgresql" else "name"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {of} WHERE {column} LIKE %s", [f"{NAME}%"])  # noqa: S608 - no input
        return [str(row[0]) for row in cursor.fetchall()]


def _statements() -> Iterator[tuple[str, str]]:
    """Name and statement of every trigger."""
    if connection.vendor == "postgresql":
        yield from _for_postgresql()
        return
    count = _COUNT.format(topic="'{topic}'", slot=0)
    for table, (topic, columns) in wiring.SHOWN_IN_PUBLIC.items():
        for event in ("INSERT", "DELETE", _update(columns)):
            name = f"{NAME}_{table}_{event.split()[0].lower()}"
            yield (
                name,
                f"CREATE TRIGGER {name} AFTER {event} ON {table} BEGIN {count.format(topic=topic)}; END",
            )


def _for_postgresql() -> Iterator[tuple[str, str]]:
    count = _COUNT.format(topic="TG_ARGV[0]", slot=f"pg_backend_pid() % {SLOTS}")
    function = f"CREATE OR REPLACE FUNCTION {NAME}() RETURNS trigger AS $$ BEGIN {count}; RETURN NULL; END $$ LANGUAGE plpgsql"
    for number, (table, (topic, columns)) in enumerate(wiring.SHOWN_IN_PUBLIC.items()):
        name = f"{NAME}_{table}"
        events = f"INSERT OR DELETE OR {_update(columns)}"
        made = f"CREATE TRIGGER {name} AFTER {events} ON {table} FOR EACH STATEMENT EXECUTE FUNCTION {NAME}('{topic}')"
        yield name, f"{function}; {made}" if number == 0 else made


def _update(columns: str) -> str:
    return f"UPDATE OF {columns}" if columns else "UPDATE"
