"""Who is responsible, and how to reach them."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from manyvoices.people.models import Brand
from manyvoices.people.queries import organisation
from manyvoices.web.public.caching import by_version, public
from manyvoices.web.public.shown import frame


@public
@by_version
def imprint(request: HttpRequest) -> HttpResponse:
    """The imprint as the organisation wrote it. 404 before it is set up."""
    found = organisation()
    if found is None:
        raise Http404
    context = {"organisation": found, "imprint": found.imprint, **frame("/imprint/")}
    return render(request, "public/imprint.html", context)


@public
@by_version
def brand_imprint(request: HttpRequest, brand_id: int) -> HttpResponse:
    """The imprint of a brand, which its voices' pages lead to; the organisation's where it has none. 404 for no brand."""
    found, brand = organisation(), Brand.objects.select_related("logo").filter(pk=brand_id).first()
    if found is None or brand is None:
        raise Http404
    context = {
        "organisation": found,
        "brand": brand,
        "brand_slug": str(brand.pk),
        "imprint": brand.imprint or found.imprint,
        **frame(f"/imprint/{brand.pk}/"),
    }
    return render(request, "public/imprint.html", context)


@public
@by_version
def contact(request: HttpRequest) -> HttpResponse:
    """The contact page as the organisation wrote it. 404 before it is set up."""
    found = organisation()
    if found is None:
        raise Http404
    context = {"organisation": found, "contact": {"text": found.contact}, **frame("/contact/")}
    return render(request, "public/contact.html", context)
