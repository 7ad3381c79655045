"""Flag: another server reports something of ours."""

from manyvoices.core.audit import record
from manyvoices.core.markup.plain import from_html
from manyvoices.federation.ownership import first_id
from manyvoices.federation.receiving.arrival import Arrival

MOST = 20


def receive(arrival: Arrival) -> None:
    """An audit row for each voice and note of ours that is reported, with the other server's reason."""
    value = arrival.activity.said.get("object")
    named = [first_id(member) for member in (value if isinstance(value, list) else [value])[:MOST]]
    content = arrival.activity.said.get("content")
    because = from_html(content, 500) if isinstance(content, str) else ""
    for uri in dict.fromkeys(named):
        target = arrival.known.note_named(uri) or arrival.known.voice_named(uri)
        if target is not None:
            record(
                actor=None, verb="reported_by_server", target=target, because=because, by=arrival.actor.uri
            )
