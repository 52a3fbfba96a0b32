"""The name of a saved view."""

from django import forms


class ViewNameForm(forms.Form):
    name = forms.CharField(
        label="Name of the view", max_length=80, widget=forms.TextInput(attrs={"size": 30, "autocomplete": "off"})
    )
