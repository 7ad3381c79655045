"""Take back a post of an organisation's voice, as its lead, with a reason."""

from django.utils.translation import gettext as _

from manyvoices.core.refusals import Invalid
from manyvoices.people.models import Person
from manyvoices.publishing.models import Post
from manyvoices.publishing.permissions import may_withdraw
from manyvoices.publishing.taking_back import take_back


def withdraw_post(*, actor: Person, post: Post, reason: str) -> Post:
    """The removed post: what waits never leaves, what has left is deleted everywhere; its author reads the reason.

    Raises Refused (also for a person's own voice), Invalid without a reason, Conflict when it is gone already.
    """
    may_withdraw(actor, post)
    if not reason.strip():
        raise Invalid(reason=_("Say why; the author and the audit log keep the reason."))
    return take_back(actor, post, verb="withdraw_post", reason=reason.strip()[:500])
