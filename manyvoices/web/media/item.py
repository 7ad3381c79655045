"""One item of the library: what it shows, its rights, where it is used."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from manyvoices.core.refusals import Invalid
from manyvoices.people.models import Person
from manyvoices.people.queries import rights
from manyvoices.publishing.actions.change_item import change_item
from manyvoices.publishing.actions.retire_item import retire_item
from manyvoices.publishing.actions.start_draft import start_draft
from manyvoices.publishing.actions.use_item import use_item
from manyvoices.publishing.library import may_change_item
from manyvoices.publishing.models import MediaItem
from manyvoices.publishing.queries import draft_of
from manyvoices.publishing.queries.library import item_of, posts_with, times_used
from manyvoices.web.media.item_form import ItemForm, initial
from manyvoices.web.media.shown import shown_item, whole
from manyvoices.web.publishing.lines import line
from manyvoices.web.publishing.post_page import allowed
from manyvoices.web.refusing import attempt
from manyvoices.web.working_page import working_page

POSTS = 10


@working_page("GET", "POST")
def item_page(request: HttpRequest, person: Person, item_id: int) -> HttpResponse:
    """The item; who may change it finds the form, and a POST changes it. 404 for what is offered elsewhere."""
    item = item_of(person, item_id)
    may = allowed(may_change_item, person, rights(person), item)
    form = ItemForm(request.POST or None, initial=initial(item))
    if request.method == "POST" and form.is_valid():
        words, given = form.described(), form.use_rights()
        if attempt(form, change_item, actor=person, item=item, described=words, use_rights=given) is not None:
            messages.success(request, _("Saved."))
            return redirect("media-item", item.pk)
    context = {
        "section": "media-library",
        "shown": shown_item(item, timezone.localdate()),
        "pictures": [whole(item)],
        "may_change": may,
        "form": form,
        "posts": [line(post) for post in posts_with(person, item)[:POSTS]],
        "times": times_used(item),
        "post": request.GET.get("post", "") if request.GET.get("post", "").isdigit() else "",
    }
    return render(request, "media/item.html", context, status=422 if form.errors else 200)


@working_page("POST")
def use(request: HttpRequest, person: Person, item_id: int) -> HttpResponse:
    """Puts it into the draft `post`, or into a new one, and leads there."""
    item = item_of(person, item_id)
    given = request.POST.get("post", "")
    post = draft_of(person, int(given)) if given.isdigit() and len(given) < 19 else start_draft(actor=person)
    try:
        use_item(actor=person, post=post, item=item)
    except Invalid as invalid:
        messages.error(request, str(invalid))
    return redirect("draft", post.pk)


@working_page("POST")
def retire(request: HttpRequest, person: Person, item_id: int) -> HttpResponse:
    """Takes it out of the library."""
    item: MediaItem = item_of(person, item_id)
    retire_item(actor=person, item=item)
    messages.success(request, _("It is out of the library. Posts that show it keep it."))
    return redirect("media-library")
