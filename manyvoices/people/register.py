"""The register of employee data: every place where something about a person is written, why, for whom and how long.

It is code, so that it cannot say anything else than the tables do: a test compares it with every model that names a
person. What is written stands in `register_entries.py`.
"""

from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Source:
    """Rows about a person: the `model` ("app.Name") in which the field `by` holds them, and what of a row is shown.

    `fields`, with spaces between, are what the person reads and exports, never a secret; none: only counted. `where`
    narrows the rows.
    """

    model: str
    by: str
    fields: str = ""
    where: tuple[tuple[str, object], ...] = ()

    @property
    def shown(self) -> tuple[str, ...]:
        """The names of `fields`."""
        return tuple(self.fields.split())


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One thing that is recorded. `behaviour` says that it tells how somebody works: off until switched on."""

    name: str
    title: str | Promise
    purpose: str | Promise
    basis: str | Promise
    seen_by: str | Promise
    kept: str | Promise
    sources: tuple[Source, ...] = field(default=())
    behaviour: bool = False
    # The name of an address at which the person changes it; empty where somebody has to be asked.
    changed_at: str = ""


# Fields that hold a person and are in no entry, each with the reason.
NOT_LISTED: dict[str, str | Promise] = {
    "people.Person.id": _("a number that says nothing"),
    "conversations.Comment_mentions.person": _("the same mention, as the database joins it to the remark"),
    "people.Person.password": _("a secret of the person; only a digest is kept, and nobody can read it"),
}

# Where a name stands beside what somebody decided: model and field.
_DECIDED = """
people.UnitSetting.set_by people.Role.given_by people.Role.ended_by people.SignInLink.made_by
people.Invitation.invited_by people.Grant.given_by people.Grant.revoked_by people.Topic.made_by
people.TopicProposal.answered_by people.Nomination.nominated_by people.Nomination.invited_by
people.Nomination.declined_by people.PeopleImport.made_by people.RegisterSwitch.on_by
people.RegisterSwitch.off_by people.Correction.answered_by voices.Voice.made_by voices.Channel.connected_by
voices.HandOver.handed_by voices.HandOver.ended_by voices.Speaker.given_by voices.Speaker.ended_by
pauses.Pause.placed_by pauses.Pause.ended_by federation.Note.showing_by federation.Block.placed_by
federation.Block.ended_by federation.Report.reported_by federation.Move.asked_by publishing.Post.released_by
publishing.Post.removed_by publishing.Delivery.answered_by publishing.Examination.asked_by
publishing.DeliveryEvent.by publishing.QueueSlot.made_by publishing.Repeat.stopped_by publishing.ApprovalRule.owner
publishing.ApprovalRule.ended_by publishing.Approval.answered_by people.OnCall.made_by people.Cover.made_by
conversations.Contact.held_by conversations.ContactMerge.by conversations.ContactMerge.undone_by
conversations.Conversation.closed_by conversations.Label.made_by conversations.Labelled.by conversations.Event.by
conversations.Correction.by conversations.SlaPolicy.set_by conversations.Assignment.by
conversations.SavedReply.made_by conversations.Cause.owner conversations.Cause.made_by conversations.WordBack.by
conversations.Intake.made_by conversations.MessageImport.started_by
"""
TRACES = [Source(model, by) for model, by in (place.rsplit(".", 1) for place in _DECIDED.split())]
