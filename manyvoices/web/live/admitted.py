"""What the pages tell the front about somebody who may listen; read before Django is set up."""

from dataclasses import dataclass

# Under this name it stands in the WSGI environment; no header of a client can end up there.
ADMITTED = "manyvoices.admitted"


@dataclass(frozen=True, slots=True)
class Admitted:
    """Who listens, in which session, and to one conversation or, without one, to all they see.

    What has an id from `since` on happened after their page was made, and is news to them.
    """

    person: int
    session: str
    conversation: int | None = None
    since: int | None = None
