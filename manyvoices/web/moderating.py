"""What can be done about one reply: hide, show, report it, keep its author or a whole server away.

One table for every page that shows replies to those who look after them.
"""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from manyvoices.core.refusals import Invalid, NotThere
from manyvoices.federation.actions.block_actor import block_actor
from manyvoices.federation.actions.block_domain import block_domain
from manyvoices.federation.actions.hide_reply import hide_reply
from manyvoices.federation.actions.report_reply import report_reply
from manyvoices.federation.actions.show_reply import show_reply
from manyvoices.federation.models import Note, RemoteActor
from manyvoices.people.models import Person
from manyvoices.voices.models import Voice

Verb = Callable[[Person, Voice, Note, str], str]


def moderate_one(request: HttpRequest, person: Person, *, voice: Voice, reply: Note, verb: str) -> None:
    """Do one of VERBS and tell what happened, or what was wrong. Raises Refused and NotThere."""
    try:
        messages.success(request, VERBS[verb](person, voice, reply, request.POST.get("because", "")))
    except Invalid as invalid:
        messages.error(request, str(invalid))


def _hide(person: Person, voice: Voice, reply: Note, because: str) -> str:
    hide_reply(actor=person, reply=reply, because=because)
    return _("Hidden: it stands on our pages no more. On its own server it stays.")


def _show(person: Person, voice: Voice, reply: Note, because: str) -> str:
    show_reply(actor=person, reply=reply)
    return _("Shown: everybody can read it.")


def _report(person: Person, voice: Voice, reply: Note, because: str) -> str:
    report_reply(actor=person, reply=reply, because=because)
    return _("Reported to the server it came from, in the name of the voice.")


def _block_person(person: Person, voice: Voice, reply: Note, because: str) -> str:
    whom = _author(reply)
    block_actor(actor=person, whom=whom, voice=voice, because=because)
    return _("%(who)s is blocked: nothing from there reaches this voice any more.") % {"who": whom.address}


def _block_server(person: Person, voice: Voice, reply: Note, because: str) -> str:
    domain = _author(reply).domain
    block_domain(actor=person, domain=domain, voice=voice, because=because)
    return _("The server %(domain)s is blocked for this voice.") % {"domain": domain}


def _author(reply: Note) -> RemoteActor:
    if reply.actor is None:
        raise NotThere(_("Nobody is known as the author of this reply."))
    return reply.actor


VERBS: dict[str, Verb] = {
    "hide": _hide,
    "show": _show,
    "report": _report,
    "block-person": _block_person,
    "block-server": _block_server,
}
VERB = rf"(?P<verb>{'|'.join(VERBS)})"  # as it stands in an address
