"""What stands with a person to be shared by hand."""

from manyvoices.core.refusals import NotThere
from manyvoices.networks import registry
from manyvoices.people.models import Person
from manyvoices.publishing.models import Delivery, State
from manyvoices.publishing.queries.posts import posts_of


def share_in_view(person: Person, pk: int) -> tuple[Delivery, list[Delivery]]:
    """One delivery to a network that is posted to by hand, of a voice the person speaks as, with all parts of its thread.

    Raises NotThere for every other. Some queries, whatever the number of parts.
    """
    rows = Delivery.objects.filter(post__in=posts_of(person).order_by().values("pk"))
    found = rows.filter(pk=pk).first()
    if found is None or registry.by_hand(found.network) is None:
        raise NotThere
    thread = list(
        rows.filter(post=found.post_id, channel=found.channel_id, verb=found.verb)
        .exclude(state=State.CANCELLED, dropped_at__isnull=False)
        .select_related("post__voice__picture", "post__voice__person", "channel", "variant__post", "parent")
        .prefetch_related("post__attachments__file")
        .order_by("part", "id")
    )
    return next(row for row in thread if row.pk == found.pk), thread
