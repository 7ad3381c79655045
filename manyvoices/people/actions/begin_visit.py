"""A visitor of a demo comes in."""

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.core import audit, clock
from manyvoices.core.models import World
from manyvoices.core.refusals import NotThere
from manyvoices.people.models import Organisation, Person
from manyvoices.people.queries import usable_sign_in_link


@transaction.atomic
def begin_visit(*, token: str) -> Person:
    """Whom the visitor is from now on. Raises NotThere for a link that was used or has ended, and outside of a demo.

    Here the link names its own person as its maker: whoever started the demo has the machine. Elsewhere such a link opens
    nothing (`use_sign_in_link`).
    """
    link = usable_sign_in_link(token).select_related("person").first()
    in_demo = Organisation.objects.filter(world=World.DEMO).exists()
    # The conditional update decides between two who press at once.
    if link is None or not in_demo or not usable_sign_in_link(token).update(used_at=clock.now()):
        raise NotThere(_("This link was used or has ended. Start the demo again: it prints a fresh one."))
    audit.record(actor=link.person, verb="begin_visit", target=link)
    return link.person
