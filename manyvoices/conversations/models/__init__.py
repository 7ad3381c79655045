"""Conversations, what is said in them, who answers by when, and every way in."""

from manyvoices.conversations.models.answering import (
    Assignment,
    Comment,
    Looking,
    ReplyDraft,
    SavedReply,
    Way,
)
from manyvoices.conversations.models.closing import Cause, Satisfaction, WordBack
from manyvoices.conversations.models.collecting import (
    Arrival,
    Collecting,
    Gap,
    Intake,
    IntakeKind,
    MessageImport,
    MessageLine,
    Sighting,
)
from manyvoices.conversations.models.contact import Contact, ContactMerge, Identity
from manyvoices.conversations.models.conversation import (
    Conversation,
    Event,
    Kind,
    Label,
    Labelled,
    Outcome,
    Standing,
    Urgency,
)
from manyvoices.conversations.models.message import (
    Correction,
    Direction,
    Message,
    MessageVersion,
    Triage,
    TriageModel,
    Visibility,
)
from manyvoices.conversations.models.promise import Phase, ReplyDue, SlaPolicy

__all__ = [
    "Arrival",
    "Assignment",
    "Cause",
    "Collecting",
    "Comment",
    "Contact",
    "ContactMerge",
    "Conversation",
    "Correction",
    "Direction",
    "Event",
    "Gap",
    "Identity",
    "Intake",
    "IntakeKind",
    "Kind",
    "Label",
    "Labelled",
    "Looking",
    "Message",
    "MessageImport",
    "MessageLine",
    "MessageVersion",
    "Outcome",
    "Phase",
    "ReplyDraft",
    "ReplyDue",
    "Satisfaction",
    "SavedReply",
    "Sighting",
    "SlaPolicy",
    "Standing",
    "Triage",
    "TriageModel",
    "Urgency",
    "Visibility",
    "Way",
    "WordBack",
]
