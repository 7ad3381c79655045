"""Saving everything the composer sent: words, descriptions, pictures."""

from typing import Any

from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict

from manyvoices.core.refusals import Invalid
from manyvoices.media.actions.keep_picture import keep_picture
from manyvoices.media.pictures import BadPicture, prepare
from manyvoices.people.models import Person
from manyvoices.publishing.actions.ask_link_card import ask_link_card
from manyvoices.publishing.actions.attach_picture import attach_picture
from manyvoices.publishing.actions.describe_picture import describe_picture
from manyvoices.publishing.actions.detach_picture import detach_picture
from manyvoices.publishing.actions.keep_revision import keep_revision
from manyvoices.publishing.actions.save_draft import save_draft
from manyvoices.publishing.models import Post
from manyvoices.publishing.voiding import void_if_changed
from manyvoices.web.publishing.composer_form import ComposerForm
from manyvoices.web.publishing.panels import keep_panels


def keep(request: HttpRequest, person: Person, post: Post, form: ComposerForm) -> Post:
    """The saved draft with its new revision. The words come first: a bad picture never costs a sentence.

    Raises Conflict, Refused, Invalid as the actions do.
    """
    post = save_draft(actor=person, post=post, revision=form.cleaned_data["revision"], words=form.words())
    _describe(request, person, post)
    _attach(request.FILES, person, post)
    ask_link_card(text=form.cleaned_data["text"])
    keep_panels(request, person, post)
    keep_revision(actor=person, post=post)  # with what the panels wrote
    void_if_changed(post, person)
    return post


def undescribed(post: Post) -> int:
    """How many pictures have neither a description nor the word that they need none."""
    return post.attachments.filter(alt="", decorative=False).count()


def _describe(request: HttpRequest, person: Person, post: Post) -> None:
    gone = request.POST.get("detach", "")
    for attachment in post.attachments.select_related("post__voice"):
        field = f"alt-{attachment.pk}"
        if str(attachment.pk) == gone:
            detach_picture(actor=person, attachment=attachment)
            continue
        alt = request.POST.get(field)
        decorative = f"decorative-{attachment.pk}" in request.POST
        if alt is not None and (alt, decorative) != (attachment.alt, attachment.decorative):
            describe_picture(actor=person, attachment=attachment, alt=alt, decorative=decorative)


def _attach(files: "MultiValueDict[str, Any]", person: Person, post: Post) -> None:
    for upload in files.getlist("pictures"):
        try:
            picture = prepare(upload)
        except BadPicture as error:
            raise Invalid(pictures=str(error)) from None
        attach_picture(actor=person, post=post, file=keep_picture(actor=person, picture=picture))
