"""A person's dated yes."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.core import audit, clock
from manyvoices.core.refusals import Invalid
from manyvoices.people.models import Consent, Person, Purpose
from manyvoices.people.permissions import may_be_here
from manyvoices.people.queries import rights
from manyvoices.people.validity import check_future
from manyvoices.people.wordings import wording


@transaction.atomic
def give_consent(
    *,
    actor: Person,
    purpose: str,
    channel_id: int | None = None,
    language: str = "en",
    expires_at: datetime | None = None,
) -> Consent:
    """The actor's own yes, to the words as they stand in `language`; nobody says yes for another.

    `channel_id` None is a yes for any channel. The same yes to the same words is returned as it is.
    """
    may_be_here(rights(actor))
    if purpose not in Purpose.values:
        raise Invalid(purpose=_("Choose what you agree to."))
    check_future(expires_at, field="expires_at")
    words = wording(purpose, language)
    fields = {"purpose": purpose, "channel": channel_id, "wording": words, "expires_at": expires_at}
    standing = Consent.objects.filter(person=actor, withdrawn_at=None, **fields).first()
    if standing is not None:
        return standing
    consent = Consent.objects.create(person=actor, given_at=clock.now(), **fields)
    audit.record(actor=actor, verb="give_consent", target=consent, purpose=purpose, channel=channel_id)
    return consent
