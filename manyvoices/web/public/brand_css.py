"""The brands' colours as a stylesheet, so that no page needs an inline style."""

from django.http import HttpRequest, HttpResponse

from manyvoices.people.models import Brand
from manyvoices.web.public.caching import by_version, public


@public
@by_version
def brand_css(request: HttpRequest) -> HttpResponse:
    """`:root` carries the default brand's colour, `[data-brand=id]` each brand's."""
    rules = []
    for brand in Brand.objects.order_by("-is_default", "pk"):
        if brand.is_default:
            rules.append(f":root{{--brand:{brand.colour}}}")
        rules.append(f'[data-brand="{brand.pk}"]{{--brand:{brand.colour}}}')
    return HttpResponse("\n".join(rules), content_type="text/css; charset=utf-8")
