"""What can be done about one reply: hide, show, report it, keep its author or a whole server away."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from manyvoices.core.refusals import Invalid, NotThere
from manyvoices.federation.actions.block_actor import block_actor
from manyvoices.federation.actions.block_domain import block_domain
from manyvoices.federation.actions.hide_reply import hide_reply
from manyvoices.federation.actions.report_reply import report_reply
from manyvoices.federation.actions.show_reply import show_reply
from manyvoices.federation.models import Note, RemoteActor
from manyvoices.people.models import Person
from manyvoices.publishing.models import Post
from manyvoices.publishing.queries import post_in_view
from manyvoices.web.publishing.answers import reply_to
from manyvoices.web.working_page import working_page

Verb = Callable[[Person, Post, Note, str], str]


@working_page("POST")
def moderate(request: HttpRequest, person: Person, post_id: str, reply_id: str, verb: str) -> HttpResponse:
    """One of VERBS, then back to the reply. 404 for other posts and replies, 403 for who may not."""
    post = post_in_view(person, int(post_id))
    reply = reply_to(post, int(reply_id))
    because = request.POST.get("because", "")
    try:
        messages.success(request, VERBS[verb](person, post, reply, because))
    except Invalid as invalid:
        messages.error(request, str(invalid))
    return redirect(f"{reverse('post-detail', args=[post.pk])}#reply-{reply.pk}")


def _hide(person: Person, post: Post, reply: Note, because: str) -> str:
    hide_reply(actor=person, reply=reply, because=because)
    return _("Hidden: it stands on our pages no more. On its own server it stays.")


def _show(person: Person, post: Post, reply: Note, because: str) -> str:
    show_reply(actor=person, reply=reply)
    return _("Shown: everybody can read it below your post.")


def _report(person: Person, post: Post, reply: Note, because: str) -> str:
    report_reply(actor=person, reply=reply, because=because)
    return _("Reported to the server it came from, in the name of your voice.")


def _block_person(person: Person, post: Post, reply: Note, because: str) -> str:
    whom = _author(reply)
    block_actor(actor=person, whom=whom, voice=post.voice, because=because)
    return _("%(who)s is blocked: nothing from there reaches this voice any more.") % {"who": whom.address}


def _block_server(person: Person, post: Post, reply: Note, because: str) -> str:
    domain = _author(reply).domain
    block_domain(actor=person, domain=domain, voice=post.voice, because=because)
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
