"""What reached a voice, for those who look after it."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from manyvoices.core.refusals import NotThere
from manyvoices.federation.models import Block, Follower, Note, Showing
from manyvoices.federation.queries.public import unmuted
from manyvoices.people.models import Person, RoleName
from manyvoices.people.queries import rights
from manyvoices.voices.models import Voice
from manyvoices.voices.permissions import open_hand_overs, open_speaking_rows

EDITORS = frozenset({RoleName.EDITOR.value})


def replies_for(person: Person, note: Note) -> "QuerySet[Note]":
    """The replies to a note of ours that `person` looks after, hidden and waiting ones among them, the oldest first.

    Empty for everybody else. What was said in private is there only for who speaks as the voice.
    """
    return _looked_after(person).filter(in_reply_to=note).order_by("published_at", "pk")


def replies_to_voice(person: Person, voice: Voice) -> "QuerySet[Note]":
    """The replies to one voice that `person` looks after, the newest first."""
    return _looked_after(person).filter(in_reply_to__voice=voice).order_by("-published_at", "-pk")


def reply_for(person: Person, pk: int) -> Note:
    """One of the replies `person` looks after, with its author and the note it answers. Raises NotThere."""
    found = _looked_after(person).filter(pk=pk).first()
    if found is None:
        raise NotThere(_("There is no such reply, or it is not yours to look after."))
    return found


def awaiting_review(person: Person) -> "QuerySet[Note]":
    """The replies of new contacts that wait for `person` or a colleague, the oldest first."""
    return _looked_after(person).filter(showing=Showing.AWAITING).order_by("received_at", "pk")


def blocks_for(person: Person) -> "QuerySet[Block]":
    """The blocks that stand and that `person` may lift, the newest first."""
    held = rights(person)
    shared = Q(voice__person=None, voice__unit_id__in=held.units_with(EDITORS))
    lent = Q(voice__in=open_hand_overs().filter(to=person).values("voice"))
    mine = Q(voice__person=person) | Q(voice__isnull=False) & shared | lent
    if held.has_any_role(EDITORS, None):
        mine |= Q(voice=None)
    found = Block.objects.filter(mine, ended_at=None) if held.active else Block.objects.none()
    return found.select_related("voice", "actor", "placed_by").order_by("-placed_at", "-pk")


def follower_count(voice: Voice) -> int:
    """How many follow the voice now."""
    return Follower.objects.filter(voice=voice, ended_at=None).count()


def _looked_after(person: Person) -> "QuerySet[Note]":
    """The rule of `permissions.may_moderate` as one filter."""
    held = rights(person)
    if not held.active:
        return Note.objects.none()
    opened = open_speaking_rows().filter(person=person, may_answer=True).values("voice")
    own = Q(in_reply_to__voice__person=person) | Q(
        in_reply_to__voice__person=None, in_reply_to__voice__in=opened
    )
    edited = Q(in_reply_to__voice__unit_id__in=held.units_with(EDITORS), public=True)
    # A mute spares the people of a voice; whoever looks after it for them goes on reading.
    handed = open_hand_overs().filter(to=person).values("voice")
    lent = Q(in_reply_to__voice__in=handed, public=True)
    found = Note.objects.filter((own | edited) & unmuted() | lent, actor__isnull=False, deleted_at=None)
    return found.select_related("actor", "in_reply_to__voice")
