"""What can be done about one reply to a post, from the page of the post."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from manyvoices.people.models import Person
from manyvoices.publishing.queries import post_in_view
from manyvoices.web.moderating import moderate_one
from manyvoices.web.publishing.answers import reply_to
from manyvoices.web.working_page import working_page


@working_page("POST")
def moderate(request: HttpRequest, person: Person, post_id: str, reply_id: str, verb: str) -> HttpResponse:
    """One of the verbs, then back to the reply. 404 for other posts and replies, 403 for who may not."""
    post = post_in_view(person, int(post_id))
    reply = reply_to(post, int(reply_id))
    moderate_one(request, person, voice=post.voice, reply=reply, verb=verb)
    return redirect(f"{reverse('post-detail', args=[post.pk])}#reply-{reply.pk}")
