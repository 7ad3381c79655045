"""Every page, one line a domain."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("manyvoices.web.public.urls")),
    path("", include("manyvoices.web.setup.urls")),
    path("", include("manyvoices.web.sign_in.urls")),
    path("", include("manyvoices.web.security.urls")),
    path("", include("manyvoices.web.people.urls")),
    path("", include("manyvoices.web.becoming.urls")),
    path("", include("manyvoices.web.organisation.urls")),
    path("", include("manyvoices.web.voices.urls")),
    path("", include("manyvoices.web.leaving.urls")),
    path("", include("manyvoices.web.audit.urls")),
    path("", include("manyvoices.web.settings.urls")),
    path("", include("manyvoices.web.notifications.urls")),
    path("", include("manyvoices.web.on_call.urls")),
    path("", include("manyvoices.web.intakes.urls")),
    path("", include("manyvoices.web.inbox.urls")),
    path("", include("manyvoices.web.conversations.urls")),
    path("", include("manyvoices.web.contacts.urls")),
    path("", include("manyvoices.web.answering.urls")),
    path("", include("manyvoices.web.live.urls")),
    path("", include("manyvoices.web.planning.urls")),
    path("", include("manyvoices.web.publishing.urls")),
    path("", include("manyvoices.web.approvals.urls")),
    path("", include("manyvoices.web.sharing.urls")),
    path("", include("manyvoices.web.media.urls")),
    path("", include("manyvoices.web.sandbox.urls")),
    path("", include("manyvoices.web.today.urls")),
    path("", include("manyvoices.web.closing.urls")),
    path("", include("manyvoices.web.tour.urls")),
]
