"""What we know already of what a batch speaks about, asked once for all of it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import pairwise

from manyvoices.conversations.arrivals.cleaning import Said
from manyvoices.conversations.arrivals.threads import Threads
from manyvoices.conversations.models import Message, TakenBack
from manyvoices.publishing.models import Delivery, Verb


@dataclass(frozen=True)
class Known:
    """`messages` by their ids on the network; `threads` of all of them and of what is new; `taken_back` before it came."""

    messages: Mapping[str, Message]
    threads: Threads
    taken_back: frozenset[str]


def known(network: str, said: Mapping[str, Said], gone: Collection[str]) -> Known:
    """What is known of these and of what they answer. Three questions."""
    parents = {name for one in said.values() for name in _before(one)}
    ids = {*said, *parents, *gone}
    found = Message.objects.filter(network=network, remote_id__in=ids)
    messages = {
        one.remote_id: one
        for one in found.select_related("conversation", "identity__contact")
        if one.remote_id is not None
    }
    ours = _ours(network, parents - messages.keys())
    links = {pk: one.conversation.root for pk, one in messages.items()}
    links |= {pk: root for pk, root in ours.items() if root}
    _link(links, said, ours)
    before = TakenBack.objects.filter(network=network, remote_id__in=said.keys() - messages.keys())
    return Known(messages, Threads(links), frozenset(before.values_list("remote_id", flat=True)))


def _before(one: Said) -> list[str]:
    """What it stands below, the nearest first."""
    names = [one.arrived.in_reply_to, *reversed(one.arrived.references)]
    return [name for name in dict.fromkeys(names) if name and name != one.id]


def _link(links: dict[str, str], said: Mapping[str, Said], ours: Mapping[str, str]) -> None:
    """Each hangs below what it answers; what a letter names before that hangs together too, unless we know better."""
    chains = {pk: [pk, *_before(one)] for pk, one in sorted(said.items()) if pk not in links}
    for chain in chains.values():
        if len(chain) > 1 and ours.get(chain[1]) != "":
            links[chain[0]] = chain[1]
    for below, above in (pair for chain in chains.values() for pair in pairwise(chain[1:])):
        if below not in said and ours.get(below) != "" and ours.get(above) != "":
            links.setdefault(below, above)


def _ours(network: str, ids: Collection[str]) -> dict[str, str]:
    """Of those that we said ourselves: the thread of an answer, "" for a post, whose answers each begin a thread."""
    if not ids:
        return {}
    sent = Delivery.objects.filter(network=network, remote_id__in=ids, verb=Verb.PUBLISH)
    rows = sent.values_list("remote_id", "post__as_message__conversation__root")
    return {remote_id: root or "" for remote_id, root in rows}
