"""After a pause: posts on our page whose way to other servers was held leave when a person says so."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from manyvoices.people.models import Person
from manyvoices.publishing.actions.release_letters import release_letters
from manyvoices.publishing.queries import post_of
from manyvoices.web.working_page import working_page


@working_page("POST")
def letters(request: HttpRequest, person: Person, post_id: int) -> HttpResponse:
    """Lets one post leave; pressed twice, the second finds nothing held."""
    released = release_letters(actor=person, post=post_of(person, post_id))
    said = ngettext("On its way to %(n)s server.", "On its way to %(n)s servers.", released) % {"n": released}
    messages.success(request, said if released else _("Nothing of this post is held back."))
    return redirect("queue")
