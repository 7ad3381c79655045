"""How docs/roles.md is tried: files of people."""

from manyvoices.people.actions.cancel_people_import import cancel_people_import
from manyvoices.people.actions.confirm_people_import import confirm_people_import
from manyvoices.people.actions.start_people_import import start_people_import
from manyvoices.people.work.tests.importing import ready
from tests.roles import Try

FILE = b"name,email\nFay,fay@x.example\n"

TRIES = {
    "start_people_import": Try(
        lambda me, cast: start_people_import(actor=me, unit=cast.operations, file_name="f.csv", data=FILE)
    ),
    "confirm_people_import": Try(
        lambda me, cast: confirm_people_import(actor=me, people_import=ready(me, cast.operations))
    ),
    "cancel_people_import": Try(
        lambda me, cast: cancel_people_import(actor=me, people_import=ready(me, cast.operations))
    ),
}
