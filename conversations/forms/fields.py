from django import forms

from core import text


class LineField(forms.CharField):
    """A text on one line, made harmless."""

    def to_python(self, value):
        return text.one_line(super().to_python(value))


class ParagraphsField(forms.CharField):
    """A text of several lines, made harmless."""

    widget = forms.Textarea

    def to_python(self, value):
        return text.harmless(super().to_python(value))


class SpokenLanguagesField(forms.MultipleChoiceField):
    """Languages to tick; the form accepts none of them when others are named in words."""

    widget = forms.CheckboxSelectMultiple

    def validate(self, value):
        if value:
            super().validate(value)
