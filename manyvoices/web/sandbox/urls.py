"""Addresses of the practice network's pages."""

from django.urls import path

from manyvoices.web.sandbox import arrivals

urlpatterns = [path("practice", arrivals.arrivals, name="practice")]
