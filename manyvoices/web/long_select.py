"""A select of hundreds of options."""

from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe


class LongSelect(forms.Select):
    """Like Django's, but the options are written in one go: a template for each of two hundred took 40 ms a page."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """The element with its options; groups of options are not for this one."""
        chosen = {str(one) for one in self.format_value(value)}
        options = format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            ((str(key or ""), self._mark(str(key or "") in chosen), label) for key, label in self.choices),
        )
        own = self.build_attrs(self.attrs, {**(attrs or {}), "name": name})
        written = format_html_join(
            "", ' {}="{}"', ((key, said) for key, said in own.items() if said not in {None, False, True})
        )
        bare = format_html_join("", " {}", ((key,) for key, said in own.items() if said is True))
        return format_html("<select{}{}>{}</select>", written, bare, options)

    @staticmethod
    def _mark(is_chosen: bool) -> SafeString:
        return mark_safe(" selected") if is_chosen else mark_safe("")


class LongSelectMultiple(LongSelect, forms.SelectMultiple):
    """The same where several may be chosen."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """The element; the browser is told that several may be chosen."""
        return super().render(name, value, {**(attrs or {}), "multiple": True}, renderer)
