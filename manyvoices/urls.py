"""Every address of Manyvoices. Chooses between a page and its ActivityPub document by `Accept`."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
