"""The fields of the register in the words of the person they are about."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from manyvoices.people.register import Source

Shown = tuple[str, Any]

LABELS: dict[str, Promise] = {
    "accepted_at": gettext_lazy("Accepted"),
    "answer": gettext_lazy("Answer"),
    "answered_at": gettext_lazy("Answered"),
    "answered_by__name": gettext_lazy("Answered by"),
    "asked_at": gettext_lazy("Asked"),
    "at": gettext_lazy("When"),
    "because": gettext_lazy("Reason"),
    "bio": gettext_lazy("About"),
    "brand__name": gettext_lazy("Brand"),
    "buddy__name": gettext_lazy("Buddy"),
    "came_from": gettext_lazy("From the address"),
    "channel": gettext_lazy("Number of the channel"),
    "closed_at": gettext_lazy("Closed"),
    "coach__name": gettext_lazy("Coach"),
    "created_at": gettext_lazy("Made"),
    "decline_reason": gettext_lazy("Why not now"),
    "declined_at": gettext_lazy("Not invited"),
    "declined_by__name": gettext_lazy("Not invited by"),
    "done_at": gettext_lazy("Done"),
    "email": gettext_lazy("E-mail address"),
    "end_reason": gettext_lazy("Why it ended"),
    "ended_at": gettext_lazy("Ended"),
    "entry": gettext_lazy("Entry"),
    "expires_at": gettext_lazy("Until"),
    "given_at": gettext_lazy("Given"),
    "given_by__name": gettext_lazy("Given by"),
    "handed_by__name": gettext_lazy("Handed over by"),
    "handle": gettext_lazy("Handle"),
    "hidden_since": gettext_lazy("Hidden since"),
    "invited_at": gettext_lazy("Invited"),
    "invited_by__name": gettext_lazy("Invited by"),
    "ip": gettext_lazy("Address of the device"),
    "is_active": gettext_lazy("Can sign in"),
    "joined_at": gettext_lazy("Joined"),
    "kind": gettext_lazy("Kind"),
    "language": gettext_lazy("Language"),
    "languages": gettext_lazy("Further languages"),
    "keys_off": gettext_lazy("Without single-letter keys"),
    "last_login": gettext_lazy("Last sign-in"),
    "last_seen_at": gettext_lazy("Last seen"),
    "last_used_at": gettext_lazy("Last used"),
    "left_at": gettext_lazy("Left"),
    "link": gettext_lazy("Link"),
    "login": gettext_lazy("Personnel number or sign-in name"),
    "made_at": gettext_lazy("Made"),
    "made_by__name": gettext_lazy("Made by"),
    "minutes_agreed_at": gettext_lazy("Time agreed"),
    "minutes_agreed_by__name": gettext_lazy("Time agreed with"),
    "moved_at": gettext_lazy("Moved"),
    "moved_to": gettext_lazy("Moved to"),
    "muted_until": gettext_lazy("Muted until"),
    "name": gettext_lazy("Name"),
    "nominated_at": gettext_lazy("Nominated"),
    "nominated_by__name": gettext_lazy("Nominated by"),
    "picture__name": gettext_lazy("Picture"),
    "primary": gettext_lazy("Main address"),
    "proposed_at": gettext_lazy("Proposed"),
    "published_at": gettext_lazy("Published"),
    "purpose": gettext_lazy("Purpose"),
    "read_at": gettext_lazy("Read"),
    "reason": gettext_lazy("Reason"),
    "refused_at": gettext_lazy("Said no"),
    "released_at": gettext_lazy("Released"),
    "removed_at": gettext_lazy("Taken back"),
    "resting_since": gettext_lazy("Rests since"),
    "revoke_reason": gettext_lazy("Why it was revoked"),
    "revoked_at": gettext_lazy("Revoked"),
    "right": gettext_lazy("Right"),
    "role_line": gettext_lazy("Role line"),
    "scheduled_at": gettext_lazy("Planned for"),
    "sent_at": gettext_lazy("Sent"),
    "since": gettext_lazy("Since"),
    "subject": gettext_lazy("Subject"),
    "target_type": gettext_lazy("About what"),
    "text": gettext_lazy("Words"),
    "time_zone": gettext_lazy("Time zone"),
    "to": gettext_lazy("To"),
    "topic__name": gettext_lazy("Topic"),
    "track": gettext_lazy("Track"),
    "track_chosen_at": gettext_lazy("Track chosen"),
    "type": gettext_lazy("Kind"),
    "unit__name": gettext_lazy("Unit"),
    "until": gettext_lazy("Until"),
    "used_at": gettext_lazy("Used"),
    "user_agent": gettext_lazy("Browser"),
    "values": gettext_lazy("The line of the file"),
    "verb": gettext_lazy("What"),
    "verified": gettext_lazy("Confirmed"),
    "version": gettext_lazy("Version"),
    "voice__name": gettext_lazy("Voice"),
    "weekly_minutes": gettext_lazy("Minutes a week"),
    "what": gettext_lazy("What came of it"),
    "withdrawn_at": gettext_lazy("Withdrawn"),
    "wording__text": gettext_lazy("The words"),
    "wording__version": gettext_lazy("Version of the words"),
    "working_pattern": gettext_lazy("Working pattern"),
    "added_at": gettext_lazy("Added"),
    "advice": gettext_lazy("Advice"),
    "ends_on": gettext_lazy("Ends on"),
    "every": gettext_lazy("Repeats by"),
    "number": gettext_lazy("Number of the version"),
    "retired_at": gettext_lazy("Taken out"),
    "starts_on": gettext_lazy("Starts on"),
    "state": gettext_lazy("How it stands"),
    "step": gettext_lazy("So many between two"),
    "stopped_at": gettext_lazy("Stopped"),
    "title": gettext_lazy("Title"),
    "word": gettext_lazy("Word with it"),
    "answering": gettext_lazy("Was writing"),
    "begins": gettext_lazy("Begins"),
    "cancelled_at": gettext_lazy("Cancelled"),
    "changed_at": gettext_lazy("Changed"),
    "day": gettext_lazy("Day"),
    "days": gettext_lazy("Quiet days"),
    "declared_at": gettext_lazy("Said"),
    "ends": gettext_lazy("Ends"),
    "ends_at": gettext_lazy("Until"),
    "first_at": gettext_lazy("First message"),
    "last_at": gettext_lazy("Last message"),
    "mails": gettext_lazy("By e-mail too"),
    "minutes": gettext_lazy("Minutes"),
    "network": gettext_lazy("Network"),
    "position": gettext_lazy("Place in the order"),
    "rota__unit__name": gettext_lazy("Unit"),
    "said_at": gettext_lazy("Said"),
    "saved_at": gettext_lazy("Saved"),
    "seen_at": gettext_lazy("Last looked"),
    "shift__rota__unit__name": gettext_lazy("Unit"),
    "standing": gettext_lazy("How it stands"),
    "starts_at": gettext_lazy("Since"),
    "way": gettext_lazy("How it came to me"),
    "where": gettext_lazy("Where"),
}


def shown(source: Source, row: Mapping[str, Any]) -> list[Shown]:
    """What is written in one row, as (label, value); what is empty is left out, moments stay datetimes."""
    return [
        (str(LABELS[name]), _value(source, name, row[name]))
        for name in source.shown
        if row[name] not in (None, "", [], {})
    ]


def _value(source: Source, name: str, value: Any) -> Any:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return value
    if isinstance(value, dict):
        return "; ".join(f"{key}: {_flat(inner)}" for key, inner in value.items())
    if isinstance(value, list):
        return _flat(value)
    return _choice(source, name, value)


def _flat(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join("–".join(map(str, one)) if isinstance(one, list) else str(one) for one in value)
    return str(value)


def _choice(source: Source, name: str, value: Any) -> str:
    """The label of a choice; any other value as it is."""
    try:
        field = apps.get_model(source.model)._meta.get_field(name)
    except FieldDoesNotExist:  # a path into another table
        return str(value)
    labels = dict(getattr(field, "flatchoices", ()))
    return (
        str(labels.get(value, value)).replace("_", " ") if name == "verb" else str(labels.get(value, value))
    )
