"""Change the words of a post that is out or planned."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from manyvoices.core.refusals import Conflict, NotThere
from manyvoices.people.models import Person
from manyvoices.publishing.actions.edit_post import edit_post
from manyvoices.publishing.approving import edit_takes_back
from manyvoices.publishing.models import Post, Variant
from manyvoices.publishing.permissions import may_change
from manyvoices.publishing.queries import post_of
from manyvoices.publishing.titles import LONGEST_TITLE
from manyvoices.publishing.variants import own_words
from manyvoices.voices.models import Channel
from manyvoices.web.publishing.composer_form import newest
from manyvoices.web.refusing import attempt
from manyvoices.web.working_page import working_page


class EditForm(forms.Form):
    """The words, and the version of them that the editor saw."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    title = forms.CharField(
        label=gettext_lazy("Title"),
        required=False,
        max_length=LONGEST_TITLE,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    text = forms.CharField(
        label=gettext_lazy("Your words"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"dir": "auto"}),
    )
    content_warning = forms.CharField(
        label=gettext_lazy("Content warning"),
        required=False,
        max_length=200,
        strip=False,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )


@working_page("GET", "POST")
def edit(request: HttpRequest, person: Person, post_id: int) -> HttpResponse:
    """The form for the words for all, or with ?channel= for a channel's own; 409 with both texts when somebody edited
    since it was opened."""
    post = post_of(person, post_id)
    if post.is_draft:
        return redirect("draft", post.pk)
    may_change(person, post)
    edit_takes_back(person, post)
    channel = _channel(request, post)
    words = _words(post, channel)
    form = EditForm(request.POST or None, initial={"title": post.title, **_initial(words)})
    if request.method == "POST" and form.is_valid():
        try:
            done = attempt(form, edit_post, actor=person, post=post, channel=channel, **form.cleaned_data)
        except Conflict as conflict:
            return _overtaken(request, post_of(person, post_id), form, conflict)
        if done is not None and done.is_draft:
            messages.info(
                request, _("Changed, and a draft again: the new words need an approval of their own.")
            )
            return redirect("draft", post.pk)
        if done is not None:
            messages.success(request, _("Changed. The edit leaves for every channel with these words now."))
            return redirect("post-detail", post.pk)
    return _page(request, post, form, status=422 if form.errors else 200)


def _channel(request: HttpRequest, post: Post) -> Channel | None:
    """The channel whose own words are edited. Raises NotThere where it has none."""
    asked = request.GET.get("channel", "")
    if not asked:
        return None
    for channel in _adapted(post):
        if str(channel.pk) == asked:
            return channel
    raise NotThere(_("This channel says the words for all."))


def _adapted(post: Post) -> list[Channel]:
    own = {variant.channel_id for variant in post.variants.all()}
    return [channel for channel in post.channels.all() if channel.pk in own]


def _words(post: Post, channel: Channel | None) -> Variant | None:
    return own_words(post.variants.all(), channel.pk) if channel else newest(post)


def _overtaken(request: HttpRequest, post: Post, form: EditForm, conflict: Conflict) -> HttpResponse:
    words = _words(post, _channel(request, post))
    data = {**form.cleaned_data, "version": words.version if words else 0}
    return _page(request, post, EditForm(initial=data), status=409, theirs=words, conflict=str(conflict))


def _initial(words: Variant | None) -> dict[str, object]:
    if words is None:
        return {}
    return {"version": words.version, "text": words.text, "content_warning": words.content_warning}


def _page(request: HttpRequest, post: Post, form: EditForm, *, status: int, **extra: object) -> HttpResponse:
    adapted, channel = _adapted(post), _channel(request, post)
    context = {
        "section": "queue",
        "post": post,
        "form": form,
        "adapted": adapted,
        "channel": channel,
        **extra,
    }
    return render(request, "publishing/edit.html", context, status=status)
