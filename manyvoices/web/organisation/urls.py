"""Addresses of units, moves and brands."""

from django.urls import path

from manyvoices.web.organisation import (
    brand,
    brand_domain,
    brands,
    hours,
    move_person,
    move_unit,
    unit,
    unit_changes,
    unit_settings,
    units,
)

urlpatterns = [
    path("organisation/units", units.units, name="units"),
    path("organisation/units/<int:unit_id>", unit.unit, name="unit"),
    path("organisation/units/<int:unit_id>/change", unit_changes.change, name="unit-change"),
    path("organisation/units/<int:unit_id>/below", unit_changes.below, name="unit-below"),
    path("organisation/units/<int:unit_id>/close", unit_changes.close, name="unit-close"),
    path("organisation/units/<int:unit_id>/reopen", unit_changes.reopen, name="unit-reopen"),
    path("organisation/units/<int:unit_id>/move", move_unit.move, name="unit-move"),
    path("organisation/units/<int:unit_id>/hours", hours.of_unit, name="unit-hours"),
    path("organisation/units/<int:unit_id>/settings/<str:name>", unit_settings.change, name="unit-setting"),
    path(
        "organisation/units/<int:unit_id>/settings/<str:name>/clear",
        unit_settings.clear,
        name="unit-setting-clear",
    ),
    path("organisation/people/<int:person_id>/move", move_person.move, name="person-move"),
    path("organisation/brands", brands.brands, name="brands"),
    path("organisation/brands/<int:brand_id>", brand.brand, name="brand"),
    path("organisation/brands/<int:brand_id>/domain", brand_domain.change, name="brand-domain"),
    path("organisation/brands/<int:brand_id>/hours", hours.of_brand, name="brand-hours"),
]
