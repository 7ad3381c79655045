"""Addresses of writing and following posts."""

from django.urls import path, re_path

from manyvoices.web.moderating import VERB
from manyvoices.web.publishing import (
    advice_part,
    answer,
    autosave,
    compose,
    doctor,
    draft,
    edit,
    first_post,
    held,
    letters,
    moderate,
    names,
    pause,
    post_page,
    preview_part,
    queue,
    take_back,
    today,
    versions,
)

urlpatterns = [
    path("today/", today.today, name="today"),
    path("compose/", compose.compose, name="compose"),
    path("compose/autosave/", autosave.autosave_new, name="autosave-new"),
    path("compose/advice/", advice_part.advice_part, name="advice"),
    path("compose/names/", names.names, name="names"),
    path("compose/preview/", preview_part.preview_part, name="preview"),
    path("compose/<int:post_id>/", draft.draft, name="draft"),
    path("compose/<int:post_id>/autosave/", autosave.autosave, name="draft-autosave"),
    path("compose/<int:post_id>/versions/", versions.versions, name="draft-versions"),
    path("queue/", queue.queue, name="queue"),
    path("voices/<int:voice_id>/channels/<int:channel_id>/doctor", doctor.doctor, name="channel-doctor"),
    path("queue/held/", held.held, name="held"),
    path("pause/", pause.pause, name="pause"),
    path("pause/<int:pause_id>/lift/", pause.lift, name="pause-lift"),
    path("deliveries/<int:delivery_id>/answer/", answer.answer, name="delivery-answer"),
    path("deliveries/<int:delivery_id>/retry/", answer.retry, name="delivery-retry"),
    path("posts/<int:post_id>/", post_page.post_page, name="post-detail"),
    re_path(
        rf"^posts/(?P<post_id>[0-9]{{1,19}})/replies/(?P<reply_id>[0-9]{{1,19}})/{VERB}/$",
        moderate.moderate,
        name="moderate",
    ),
    path("posts/<int:post_id>/published/", first_post.first_post, name="post-published"),
    path("posts/<int:post_id>/letters/", letters.letters, name="post-letters"),
    path("posts/<int:post_id>/edit/", edit.edit, name="post-edit"),
    path("posts/<int:post_id>/delete/", take_back.delete, name="post-delete"),
    path("posts/<int:post_id>/withdraw/", take_back.withdraw, name="post-withdraw"),
    path("posts/<int:post_id>/undo/", take_back.undo, name="post-undo"),
    path("posts/<int:post_id>/unschedule/", take_back.unschedule, name="post-unschedule"),
]
