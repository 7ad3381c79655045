"""Addresses of closing the loop."""

from django.urls import path

from manyvoices.web.closing import heard

urlpatterns = [
    path("heard/<str:token>", heard.heard, name="heard"),
]
