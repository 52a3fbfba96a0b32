"""What a form looks like from outside: the classes a control wears, and the list of what is wrong with it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.forms import BaseForm, BoundField, Field, widgets
from django.forms.formsets import BaseFormSet

ROWS_NOBODY_CHOSE = "10"  # Django's own default; too tall where nobody asked for it


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong: its words, and the anchor of the field (empty when it concerns the whole form)."""

    words: str
    anchor: str


def dress(field: BoundField) -> dict[str, Any]:
    """The attributes the house adds to a control; the author's own classes stay."""
    widget = field.field.widget
    own = str(widget.attrs.get("class", ""))
    classes = [own, _class_of(widget), f"{_class_of(widget)}--error" if field.errors else ""]
    if not _class_of(widget):
        return {}
    attributes = {"class": " ".join(name for name in classes if name)}
    if isinstance(widget, widgets.Textarea) and str(widget.attrs.get("rows")) == ROWS_NOBODY_CHOSE:
        attributes["rows"] = "5"
    return attributes


def _class_of(widget: widgets.Widget) -> str:
    match widget:
        case widgets.RadioSelect() | widgets.CheckboxSelectMultiple() | widgets.MultiWidget():
            return ""
        case widgets.CheckboxInput():
            return "usa-checkbox__input"
        case widgets.Select():
            return "usa-select"
        case widgets.Textarea():
            return "usa-textarea"
        case widgets.FileInput():
            return "file-input"
        case _:
            return "usa-input"


def anchor(field: BoundField) -> str:
    """The id of the first thing one can type or choose in this field."""
    widget = field.field.widget
    if field.is_hidden:
        return ""
    if isinstance(widget, widgets.RadioSelect | widgets.CheckboxSelectMultiple):
        options = field.subwidgets
        return str(options[0].data["attrs"].get("id", "")) if options else field.auto_id
    if isinstance(widget, widgets.MultiWidget):
        return f"{field.auto_id}_0"
    return field.id_for_label or field.auto_id


def field_faults(field: BoundField) -> list[Fault]:
    """What is wrong with this field. Django's own “This field is required.” names no field: we do."""
    words = [_named(field, str(one)) for one in field.errors]
    return [Fault(one, anchor(field)) for one in words]


def _named(field: BoundField, words: str) -> str:
    return f"“{field.label}” is missing." if words == str(Field.default_error_messages["required"]) else words


def faults(forms: Iterable[Any]) -> list[Fault]:
    """Everything wrong in these forms and formsets, in the order it stands on the page; unbound forms have none."""
    return [fault for one in forms if one for fault in _faults_of(one)]


def _faults_of(form: BaseForm | BaseFormSet) -> Iterator[Fault]:
    if not getattr(form, "is_bound", False):
        return
    if isinstance(form, BaseFormSet):
        yield from (Fault(str(words), "") for words in form.non_form_errors())
        for one in form.forms:
            yield from _faults_of(one)
        return
    yield from (Fault(str(words), "") for words in form.non_field_errors())
    for field in form:
        yield from field_faults(field)
