"""Addresses of how units answer, of saved replies, and of how well messages are sorted."""

from django.urls import path

from manyvoices.web.answering import (
    giving_out,
    keeping,
    labels,
    promises,
    reply_changes,
    saved_replies,
    sorting,
    unit,
    units,
)

urlpatterns = [
    path("saved-replies", saved_replies.saved_replies, name="saved-replies"),
    path("saved-replies/new", reply_changes.new, name="saved-reply-new"),
    path("saved-replies/<int:saved_reply_id>", reply_changes.change, name="saved-reply"),
    path("saved-replies/<int:saved_reply_id>/end", reply_changes.end, name="saved-reply-end"),
    path("settings/answering", units.units, name="answering"),
    path("settings/answering/<int:unit_id>", unit.unit, name="answering-unit"),
    path("settings/answering/<int:unit_id>/promises", promises.promise, name="answering-promise"),
    path(
        "settings/answering/<int:unit_id>/promises/<int:policy_id>/end",
        promises.end,
        name="answering-promise-end",
    ),
    path("settings/answering/<int:unit_id>/way", giving_out.way, name="answering-way"),
    path("settings/answering/<int:unit_id>/labels", labels.make, name="answering-label"),
    path(
        "settings/answering/<int:unit_id>/labels/<int:label_id>/end", labels.end, name="answering-label-end"
    ),
    path("settings/answering/<int:unit_id>/keeping", keeping.keep, name="answering-keep"),
    path("settings/sorting", sorting.sorting_page, name="sorting"),
]
