"""Who wrote a post of a shared voice, where they agreed to be named."""

from manyvoices.federation.models import Note
from manyvoices.publishing.models import Delivery
from manyvoices.voices.queries import named_author


def author_of(note: Note) -> str:
    """Like "Anna, Depot West"; empty for a person's own voice and for whoever did not agree, or does not any more."""
    if note.voice is None or note.voice.belongs_to_person or note.delivery_key is None:
        return ""
    delivery = (
        Delivery.objects.filter(key=note.delivery_key).select_related("post__prepared_by__unit").first()
    )
    author = named_author(note.voice, delivery.post.prepared_by) if delivery is not None else None
    return f"{author.name}, {author.unit.name}" if author is not None else ""
