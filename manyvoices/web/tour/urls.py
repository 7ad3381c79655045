"""Addresses of a demo alone."""

from django.urls import path

from manyvoices.web.tour import enter, publish, tour

urlpatterns = [
    path("demo/<str:token>", enter.enter, name="demo-enter"),
    path("tour", tour.tour, name="tour"),
    path("tour/publish", publish.publish, name="tour-publish"),
    path("tour/<int:number>", tour.step, name="tour-step"),
]
