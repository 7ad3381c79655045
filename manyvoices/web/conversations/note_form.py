"""What is typed as a remark."""

from django import forms
from django.utils.translation import gettext_lazy as _

from manyvoices.conversations.actions.comment_conversation import LONGEST


class NoteForm(forms.Form):
    """The words of a remark; "@name" tells a colleague of it."""

    text = forms.CharField(
        label=_("Note for colleagues"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto", "id": "id_note"}),
    )
