"""What we say, and its way to the channels."""

from manyvoices.publishing.models.approval import Approval, ApprovalRule, ApprovalState, Authors
from manyvoices.publishing.models.calendar_link import CalendarLink
from manyvoices.publishing.models.channel_flow import ChannelFlow
from manyvoices.publishing.models.delivery import Delivery, State, Verb
from manyvoices.publishing.models.delivery_event import DeliveryEvent, Happened
from manyvoices.publishing.models.examination import Examination
from manyvoices.publishing.models.hint_count import HintCount
from manyvoices.publishing.models.in_reply_to import Audience, InReplyTo
from manyvoices.publishing.models.link_card import LinkCard
from manyvoices.publishing.models.media_item import MediaItem
from manyvoices.publishing.models.plan_import import PlanImport, PlanLine, PlanState
from manyvoices.publishing.models.post import Attachment, Form, Origin, Post, Variant
from manyvoices.publishing.models.repeat import Every, Repeat, RepeatTurn
from manyvoices.publishing.models.revision import Revision
from manyvoices.publishing.models.slot import QueueSlot, SlotUse

__all__ = [
    "Approval",
    "ApprovalRule",
    "ApprovalState",
    "Attachment",
    "Audience",
    "Authors",
    "CalendarLink",
    "ChannelFlow",
    "Delivery",
    "DeliveryEvent",
    "Every",
    "Examination",
    "Form",
    "Happened",
    "HintCount",
    "InReplyTo",
    "LinkCard",
    "MediaItem",
    "Origin",
    "PlanImport",
    "PlanLine",
    "PlanState",
    "Post",
    "QueueSlot",
    "Repeat",
    "RepeatTurn",
    "Revision",
    "SlotUse",
    "State",
    "Variant",
    "Verb",
]
