"""The addresses that other servers ask. None of them may change: they are ids."""

from django.urls import path

from manyvoices.activitypub import actor, collections, inbox, instance, nodeinfo, note, webfinger

urlpatterns = [
    path(".well-known/webfinger", webfinger.webfinger_document, name="webfinger"),
    path(".well-known/nodeinfo", nodeinfo.nodeinfo_links, name="nodeinfo-links"),
    path(".well-known/host-meta", nodeinfo.host_meta, name="host-meta"),
    path("nodeinfo/2.1", nodeinfo.nodeinfo_document, name="nodeinfo"),
    path("actors/<int:pk>", actor.actor_document, name="actor"),
    path("actor", instance.instance_document, name="instance-actor"),
    path("inbox", inbox.shared_inbox, name="shared-inbox"),
    path("actors/<int:pk>/inbox", inbox.inbox, name="actor-inbox"),
    path("actors/<int:pk>/outbox", collections.outbox, name="outbox"),
    path("actors/<int:pk>/followers", collections.followers, name="followers"),
    path("actors/<int:pk>/featured", collections.featured, name="featured"),
    path("notes/<int:pk>", note.note_document, name="note"),
    path("notes/<int:pk>/create", note.create_document, name="note-create"),
]
