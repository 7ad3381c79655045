"""Addresses of the media library."""

from django.urls import path

from manyvoices.web.media import add, item, library

urlpatterns = [
    path("media-library/", library.library_page, name="media-library"),
    path("media-library/add/", add.add, name="media-add"),
    path("media-library/<int:item_id>/", item.item_page, name="media-item"),
    path("media-library/<int:item_id>/use/", item.use, name="media-use"),
    path("media-library/<int:item_id>/retire/", item.retire, name="media-retire"),
]
