"""Take a post back: by its speaker, by a lead with a reason, from the plan or in its last seconds into the drafts."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from manyvoices.core.refusals import Conflict
from manyvoices.people.models import Person
from manyvoices.publishing.actions.remove_post import remove_post
from manyvoices.publishing.actions.undo_release import undo_release
from manyvoices.publishing.actions.unschedule_post import unschedule_post
from manyvoices.publishing.actions.withdraw_post import withdraw_post
from manyvoices.publishing.models import Post
from manyvoices.publishing.permissions import may_change, may_withdraw
from manyvoices.publishing.queries import post_in_view, post_of
from manyvoices.web.publishing.lines import line
from manyvoices.web.refusing import attempt
from manyvoices.web.working_page import working_page


class ReasonForm(forms.Form):
    """Why a lead takes back what somebody else wrote."""

    reason = forms.CharField(
        label=gettext_lazy("Why?"),
        required=False,
        max_length=500,
        help_text=gettext_lazy("The author reads it, and the audit log keeps it."),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )


@working_page("GET", "POST")
def delete(request: HttpRequest, person: Person, post_id: int) -> HttpResponse:
    """The question, then the removal from every channel. Refused for other people's voices."""
    post = post_of(person, post_id)
    may_change(person, post)
    if request.method == "POST":
        remove_post(actor=person, post=post)
        messages.success(request, _("Taken back. It disappears from every channel within moments."))
        return redirect("post-detail", post.pk)
    return render(request, "publishing/delete.html", {"section": "queue", "post": post, "line": line(post)})


@working_page("GET", "POST")
def withdraw(request: HttpRequest, person: Person, post_id: int) -> HttpResponse:
    """A lead takes back a post of an organisation's voice, with a reason."""
    post = post_in_view(person, post_id)
    may_withdraw(person, post)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        done = attempt(form, withdraw_post, actor=person, post=post, reason=form.cleaned_data["reason"])
        if done is not None:
            messages.success(request, _("Withdrawn. The author reads your reason."))
            return redirect("post-detail", post.pk)
    context = {"section": "queue", "post": post, "line": line(post), "form": form}
    return render(request, "publishing/withdraw.html", context, status=422 if form.errors else 200)


@working_page("POST")
def unschedule(request: HttpRequest, person: Person, post_id: int) -> HttpResponse:
    """A planned post is a draft again; refused once something of it has left."""
    post = unschedule_post(actor=person, post=post_of(person, post_id))
    return _back(
        request, person, post, _("It is a draft again. Nothing leaves until you publish or plan it.")
    )


@working_page("POST")
def undo(request: HttpRequest, person: Person, post_id: int) -> HttpResponse:
    """The press on "Publish now" is taken back while nothing has left; afterwards the post's page says so."""
    post = post_of(person, post_id)
    try:
        post = undo_release(actor=person, post=post)
    except Conflict as late:
        messages.warning(request, str(late))
        return redirect("draft" if post.is_draft else "post-detail", post.pk)
    return _back(request, person, post, _("Nothing left. Here is your draft again."))


def _back(request: HttpRequest, person: Person, post: Post, said: str) -> HttpResponse:
    """To the draft, if it is the person's own and one again; the words of an answer wait in its conversation."""
    if not post.is_draft:
        said = _("Nothing left. The words of your answer wait in its conversation.")
    messages.success(request, said)
    if post.is_draft and post.prepared_by_id == person.pk:
        return redirect("draft", post.pk)
    return redirect("queue")
