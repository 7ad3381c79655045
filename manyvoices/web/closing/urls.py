"""Addresses of closing the loop."""

from django.urls import path

from manyvoices.web.closing import cause, causes, heard, kept, on_conversation, telling

urlpatterns = [
    path("heard/<str:token>", heard.heard, name="heard"),
    path("causes/", causes.causes, name="causes"),
    path("causes/<int:cause_id>/", cause.cause, name="cause"),
    path("causes/<int:cause_id>/change", cause.change, name="cause-change"),
    path("causes/<int:cause_id>/word", cause.word, name="cause-word"),
    path("causes/<int:cause_id>/post", cause.post, name="cause-post"),
    path("causes/<int:cause_id>/tell", telling.send, name="cause-tell"),
    path("inbox/<int:conversation_id>/causes", on_conversation.link, name="cause-link"),
    path(
        "inbox/<int:conversation_id>/causes/<int:cause_id>/end", on_conversation.unlink, name="cause-unlink"
    ),
    path("kept/", kept.kept, name="kept"),
    path("kept/<int:conversation_id>/", kept.change, name="kept-change"),
]
