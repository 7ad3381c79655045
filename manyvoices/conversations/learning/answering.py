"""From likelihoods to answers: what was learned and the cold start, weighed by how many labels stand behind a head."""

from collections.abc import Mapping, Sequence

import numpy as np
from scipy import sparse

from manyvoices.conversations.learning.columns import Floats
from manyvoices.conversations.learning.heads import Head
from manyvoices.conversations.learning.seeing import Seen
from manyvoices.conversations.learning.speaking import Column, words_for
from manyvoices.conversations.triage import COMPLAINT, URGENCIES, Answer, Topics, Triaged, urgency
from manyvoices.conversations.triage.kinds import OTHERS, Kinds
from manyvoices.conversations.triage.kinds import answer as cold_kind
from manyvoices.conversations.triage.kinds import words_for as cold_words
from manyvoices.conversations.triage.topics import likelihoods, scored
from manyvoices.conversations.triage.topics import topic as cold_topic

# So many labels for each value weigh as much as the cold start.
_EVEN = 20
_MOSTLY = 0.5

Heads = Mapping[str, Head]


def trust(head: Head) -> float:
    """How much a head counts beside the cold start, from 0 to 1."""
    return head.labels / (head.labels + _EVEN * len(head.values))


def cold_batch(seen: Seen, topics: Topics) -> list[Triaged]:
    """The cold start's answers, where nothing was learned."""
    kinds = [cold_kind(*three) for three in zip(seen.kinds, seen.readings, seen.cues, strict=True)]
    urgencies = [urgency(*three) for three in zip(kinds, seen.readings, seen.cues, strict=True)]
    about = [cold_topic(reading, topics) for reading in seen.readings]
    return [Triaged(*four) for four in zip(kinds, urgencies, about, seen.languages, strict=True)]


def kind_answers(heads: Heads, seen: Seen, table: sparse.csr_array, column: Column) -> list[Answer]:
    """Complaint or which other kind."""
    cold = np.array([[kinds.complaint, *(kinds.others[kind] for kind in OTHERS)] for kinds in seen.kinds])
    if "complaint" in heads:
        told = heads["complaint"].likelihoods(table)[:, heads["complaint"].values.index(COMPLAINT)]
        share = trust(heads["complaint"])
        cold[:, 0] = share * told + (1 - share) * cold[:, 0]
    if "other" in heads:
        cold[:, 1:] = _blended(heads["other"], table, cold[:, 1:], OTHERS)
    kinds = [Kinds(float(row[0]), dict(zip(OTHERS, map(float, row[1:]), strict=True))).best() for row in cold]
    spoke = _kind_words(heads, seen, column, [kind for kind, _ in kinds])
    return [Answer(kind, round(sure, 3), words) for (kind, sure), words in zip(kinds, spoke, strict=True)]


def urgency_answers(
    heads: Heads, seen: Seen, table: sparse.csr_array, kinds: Sequence[Answer]
) -> list[Answer]:
    """Low, normal or high; the words are always those of the rule, which names what is at stake."""
    cold = [urgency(*three) for three in zip(kinds, seen.readings, seen.cues, strict=True)]
    if "urgency" not in heads:
        return cold
    rows = np.full((len(cold), len(URGENCIES)), 0.0)
    for row, answer in enumerate(cold):
        rows[row] = (1 - answer.confidence) / (len(URGENCIES) - 1)
        rows[row, URGENCIES.index(answer.value)] = answer.confidence
    rows = _blended(heads["urgency"], table, rows, URGENCIES)
    best = rows.argmax(axis=1)
    return [
        Answer(URGENCIES[place], round(float(rows[row, place]), 3), cold[row].words)
        for row, place in enumerate(best)
    ]


def topic_answers(
    heads: Heads, seen: Seen, table: sparse.csr_array, column: Column, topics: Topics
) -> list[Answer]:
    """One of `topics`, or an empty value."""
    if "topic" not in heads or not topics.names:
        return [cold_topic(reading, topics) for reading in seen.readings]
    cold = np.zeros((len(seen.readings), len(topics.names)), np.float32)
    for row, reading in enumerate(seen.readings):
        for place, share in likelihoods(scored(reading, topics)[0]).items():
            cold[row, place] = share
    rows = _blended(heads["topic"], table, cold, topics.names)
    best, values = rows.argmax(axis=1), heads["topic"].values
    at = {value: place for place, value in enumerate(values)}
    pick = np.array([at.get(topics.names[place], 0) for place in best])
    spoke = words_for(heads["topic"], pick, seen, column)
    sure = rows[np.arange(len(rows)), best]
    return [
        Answer(topics.names[place], round(float(share), 3), words) if share > 0 else Answer("", 0.0)
        for place, share, words in zip(best, sure, spoke, strict=True)
    ]


def _blended(head: Head, table: sparse.csr_array, cold: Floats, values: Sequence[str]) -> Floats:
    """The cold start's rows with what `head` says of the same values; what it never learned stays with the cold start."""
    share = trust(head)
    told = head.likelihoods(table)
    rows = cold * (1 - share)
    place = {value: at for at, value in enumerate(values)}
    for at, value in enumerate(head.values):
        if value in place:
            rows[:, place[value]] += share * told[:, at]
    return np.asarray(rows)


def _kind_words(heads: Heads, seen: Seen, column: Column, kinds: Sequence[str]) -> list[tuple[str, ...]]:
    """By the cues; where a head that is mostly trusted decided, its own words where the cues found none."""
    spoke = [cold_words(*three) for three in zip(kinds, seen.readings, seen.cues, strict=True)]
    head = heads.get("complaint")
    if head is None or trust(head) < _MOSTLY or all(spoke):
        return spoke
    is_complaint = np.array([kind == COMPLAINT for kind in kinds])
    complaint = head.values.index(COMPLAINT)
    own = words_for(head, np.where(is_complaint, complaint, 1 - complaint), seen, column)
    return [found or learned for found, learned in zip(spoke, own, strict=True)]
