"""The brands."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from manyvoices.core.refusals import NotThere
from manyvoices.people.actions.make_brand import make_brand
from manyvoices.people.handle_domains import for_reading
from manyvoices.people.models import Brand, Person
from manyvoices.people.permissions import may_shape_organisation
from manyvoices.people.queries import rights, root_unit
from manyvoices.voices.addresses import host
from manyvoices.voices.queries.units import voices_of_brands
from manyvoices.web.organisation.forms import NewBrandForm
from manyvoices.web.refusing import attempt
from manyvoices.web.working_page import working_page

A_PAGE = 50


@working_page("GET", "POST")
def brands(request: HttpRequest, me: Person) -> HttpResponse:
    """All brands, with the way to make one; ?q= those whose name holds the words."""
    seen = brands_in_view(me)
    form = NewBrandForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = attempt(form, make_brand, actor=me, **form.cleaned_data)
        if made is not None:
            messages.success(request, _("%(name)s is there. Say more about it here.") % {"name": made.name})
            return redirect("brand", made.pk)
    words = request.GET.get("q", "").strip()
    page = Paginator(seen.filter(name__icontains=words), A_PAGE).get_page(request.GET.get("page"))
    counts = voices_of_brands([brand.pk for brand in page])
    rows = [(brand, for_reading(brand.handle_domain) or host(), counts.get(brand.pk, 0)) for brand in page]
    context = {"page": page, "rows": rows, "form": form, "words": words, "section": "brands"}
    return render(request, "organisation/brands.html", context, status=422 if form.errors else 200)


def brands_in_view(me: Person) -> QuerySet[Brand]:
    """All brands, the default first, for those who shape the organisation. Raises Refused for others."""
    may_shape_organisation(rights(me), root_id=root_unit().pk)
    return Brand.objects.select_related("logo").order_by("-is_default", "name")


def brand_in_view(me: Person, brand_id: int) -> Brand:
    """One of them. Raises NotThere."""
    found = brands_in_view(me).filter(pk=brand_id).first()
    if found is None:
        raise NotThere
    return found
