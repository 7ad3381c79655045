"""Addresses of the audit log."""

from django.urls import path

from manyvoices.web.audit import audit, export

urlpatterns = [
    path("audit", audit.audit, name="audit"),
    path("audit/export", export.export, name="audit-export"),
]
