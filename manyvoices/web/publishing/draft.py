"""A draft: its form, and what its buttons do."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from manyvoices.people.models import Person
from manyvoices.publishing.queries import post_of
from manyvoices.web.publishing.composer import composer
from manyvoices.web.publishing.composer_form import ComposerForm, saved
from manyvoices.web.publishing.pressing import press
from manyvoices.web.publishing.voices_offered import voices_with_channels
from manyvoices.web.working_page import working_page


@working_page("GET", "POST")
def draft(request: HttpRequest, person: Person, post_id: int) -> HttpResponse:
    """An own draft; 404 for everybody else's. A post that was released meanwhile is shown as what it is."""
    post = post_of(person, post_id)
    if not post.is_draft:
        return redirect("post-detail", post.pk)
    voices = voices_with_channels(person)
    if request.method == "GET":
        return composer(
            request, person, form=ComposerForm(voices=voices, initial=saved(post, voices)), post=post
        )
    form = ComposerForm(request.POST, voices=voices)
    if not form.is_valid():
        return composer(request, person, form=form, post=post, status=422)
    return press(request, person, post, form)
