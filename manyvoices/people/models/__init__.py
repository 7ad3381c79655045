"""The organisation, its people, what they may do and what they agreed to."""

from manyvoices.people.models.calendar import Calendar, Holiday, UnitSetting
from manyvoices.people.models.consent import Consent, ConsentWording, Purpose
from manyvoices.people.models.door import Invitation, SetupLink, SignInLink
from manyvoices.people.models.grant import Grant, Right
from manyvoices.people.models.nomination import NominatedBy, Nomination
from manyvoices.people.models.on_call import (
    Absence,
    Cover,
    Effort,
    OnCall,
    Presence,
    Shift,
    ShiftTurn,
    Where,
)
from manyvoices.people.models.organisation import Brand, Organisation, Unit, UnitKind
from manyvoices.people.models.people_import import ImportLine, PeopleImport
from manyvoices.people.models.person import Person, Track
from manyvoices.people.models.register import Correction, RegisterSwitch
from manyvoices.people.models.role import Role, RoleName
from manyvoices.people.models.topic import Expertise, Topic, TopicProposal

__all__ = [
    "Absence",
    "Brand",
    "Calendar",
    "Consent",
    "ConsentWording",
    "Correction",
    "Cover",
    "Effort",
    "Expertise",
    "Grant",
    "Holiday",
    "ImportLine",
    "Invitation",
    "NominatedBy",
    "Nomination",
    "OnCall",
    "Organisation",
    "PeopleImport",
    "Person",
    "Presence",
    "Purpose",
    "RegisterSwitch",
    "Right",
    "Role",
    "RoleName",
    "SetupLink",
    "Shift",
    "ShiftTurn",
    "SignInLink",
    "Topic",
    "TopicProposal",
    "Track",
    "Unit",
    "UnitKind",
    "UnitSetting",
    "Where",
]
