"""The organisation, its people, what they may do and what they agreed to."""

from manyvoices.people.models.consent import Consent, ConsentWording, Purpose
from manyvoices.people.models.door import Invitation, SetupLink
from manyvoices.people.models.grant import Grant, Right
from manyvoices.people.models.organisation import Brand, Organisation, Unit, UnitKind
from manyvoices.people.models.person import Person
from manyvoices.people.models.role import Role, RoleName

__all__ = [
    "Brand",
    "Consent",
    "ConsentWording",
    "Grant",
    "Invitation",
    "Organisation",
    "Person",
    "Purpose",
    "Right",
    "Role",
    "RoleName",
    "SetupLink",
    "Unit",
    "UnitKind",
]
