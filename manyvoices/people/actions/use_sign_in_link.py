"""Signing in by a link."""

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.core import audit, clock
from manyvoices.core.refusals import NotThere, Refused
from manyvoices.people.models import SignInLink
from manyvoices.people.permissions import may_let_in
from manyvoices.people.queries import rights, roles_held, usable_sign_in_link


@transaction.atomic
def use_sign_in_link(*, token: str) -> SignInLink:
    """The spent link, with the person it is for and who made it. It proves the first step; a second one is still asked.

    Raises NotThere when it is used, revoked, old or unknown, and when its maker could not make it any more: they left,
    or the person was given more power since.
    """
    ended = NotThere(_("This link has ended or was used. Ask for a new one; it takes a moment."))
    link = usable_sign_in_link(token).select_related("person", "made_by").first()
    if link is None:
        raise ended
    person = link.person
    try:
        may_let_in(rights(link.made_by), person_id=person.pk, unit_id=person.unit_id, held=roles_held(person))
    except Refused:
        raise ended from None
    # Claimed by a conditional update: of two who press at once one finds it unused.
    if not usable_sign_in_link(token).update(used_at=clock.now()):
        raise ended
    audit.record(actor=person, verb="use_sign_in_link", target=person, link=link.pk)
    return link
