"""The address of Today."""

from django.urls import path

from manyvoices.web.today import today

urlpatterns = [path("today/", today.today, name="today")]
