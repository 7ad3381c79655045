"""Offer a picture or a film: a new one, or one of an own post (`?attachment=`)."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from manyvoices.core.refusals import Invalid, NotThere
from manyvoices.media.actions.keep_film import keep_film
from manyvoices.media.actions.keep_picture import keep_picture
from manyvoices.media.film_reading import BadFilm, remade
from manyvoices.media.models import File
from manyvoices.media.pictures import BadPicture, prepare
from manyvoices.people.models import Person, Unit
from manyvoices.people.queries import rights
from manyvoices.publishing.actions.offer_item import offer_item
from manyvoices.publishing.library import KEEPERS
from manyvoices.publishing.models import Attachment, MediaItem
from manyvoices.web.media.item_form import AddForm, rights_of
from manyvoices.web.refusing import attempt
from manyvoices.web.shown_media import shown_file
from manyvoices.web.working_page import working_page


@working_page("GET", "POST")
def add(request: HttpRequest, person: Person) -> HttpResponse:
    """The form; a POST keeps the file and offers it. 422 with the form when something is missing."""
    attachment = _attachment(person, request.GET.get("attachment", ""))
    start = {
        "unit": person.unit_id,
        **({"alt": attachment.alt, **rights_of(attachment.file)} if attachment else {}),
    }
    form = AddForm(request.POST or None, request.FILES or None, units=_units(person), initial=start)
    if request.method == "POST" and form.is_valid():
        item = attempt(form, _offered, person, form, attachment)
        if item is not None:
            messages.success(request, _("It stands in the library now."))
            return redirect("media-item", item.pk)
    shown = [shown_file(attachment.file, attachment.alt)] if attachment else []
    context = {"form": form, "attachment": attachment, "shown": shown, "section": "media-library"}
    return render(request, "media/add.html", context, status=422 if form.errors else 200)


def _offered(person: Person, form: AddForm, attachment: Attachment | None) -> MediaItem:
    return offer_item(
        actor=person,
        file=attachment.file if attachment else _kept(person, form.cleaned_data["file"]),
        unit=Unit.objects.get(pk=form.cleaned_data["unit"]),
        described=form.described(),
        use_rights=form.use_rights(),
    )


def _kept(person: Person, upload: Any) -> File:
    if upload is None:
        raise Invalid(file=_("Choose a picture or a film."))
    try:
        if _looks_like_a_film(upload):
            with remade(upload) as film:
                return keep_film(actor=person, film=film)
        return keep_picture(actor=person, picture=prepare(upload))
    except (BadPicture, BadFilm) as bad:
        raise Invalid(file=str(bad)) from None


def _looks_like_a_film(upload: Any) -> bool:
    """By its first bytes: what it calls itself says nothing."""
    head = upload.read(12)
    upload.seek(0)
    return bool(head[:4] == b"\x1a\x45\xdf\xa3" or head[4:8] in {b"ftyp", b"moov", b"mdat", b"wide"})


def _attachment(person: Person, pk: str) -> Attachment | None:
    """What an own post shows. Raises NotThere for everything else."""
    if not pk:
        return None
    mine = Attachment.objects.filter(post__prepared_by=person).select_related("file__poster")
    found = mine.filter(pk=int(pk)).first() if pk.isdigit() and len(pk) < 19 else None
    if found is None:
        raise NotThere("There is no such picture, or it is not yours to offer.")
    return found


def _units(person: Person) -> list[tuple[int, str]]:
    """The own unit first, then those whose library one looks after."""
    kept = Unit.objects.filter(pk__in=rights(person).units_with(KEEPERS), closed_at=None).order_by(
        "name", "pk"
    )
    own = [(person.unit_id, person.unit.name)] if person.unit_id else []
    return own + [(unit.pk, unit.name) for unit in kept if unit.pk != person.unit_id]
