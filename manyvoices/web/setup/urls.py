"""Addresses of the set-up."""

from django.urls import path

from manyvoices.web.setup import setup

urlpatterns = [
    path("setup/<str:token>", setup.setup, name="setup"),
    path("setup/<str:token>/addresses", setup.addresses, name="setup-addresses"),
]
