"""Rows of a procedure as the plain data the pure ladder reads; the other way is `contracts.operations.entering`."""

from typing import Any

from django.db import models

from contracts.models import GrievanceProcedure

_PROCEDURE = (
    "articles",
    "version",
    "day_definition",
    "last_day_rule",
    "extension_rule",
    "extension_in_writing",
    "notes",
)
_STEP = (
    "sequence",
    "name",
    "kind",
    "moved_by",
    "addressed_to",
    "answered_by",
    "is_optional",
    "is_final",
    "meeting_duty",
    "answer_in_writing",
    "required_contents",
    "article",
    "note",
)
_CLOCK = (
    "key",
    "kind",
    "side",
    "act",
    "period",
    "triggers",
    "met_by",
    "choice",
    "dated_by",
    "filing",
    "lapse",
    "lapse_text",
    "article",
    "rule_text",
    "topics",
    "replaces",
    "note",
)
_EXCLUSION = (
    "topic",
    "title",
    "forum",
    "form",
    "last_step",
    "election_group",
    "article",
    "note",
)
_START = (
    "topic",
    "sequence",
    "is_optional",
    "opening_step",
    "article",
    "note",
)


def procedure_data(procedure: GrievanceProcedure) -> dict[str, Any]:
    """The whole procedure as plain data: `Procedure.from_data` of the grievances app reads it. Five queries."""
    return {
        "agreement": procedure.agreement.title,
        **_fields(procedure, _PROCEDURE),
        "steps": [
            {**_fields(step, _STEP), "clocks": [_fields(clock, _CLOCK) for clock in step.clocks.all()]}
            for step in procedure.steps.prefetch_related("clocks")
        ],
        "exclusions": [_fields(row, _EXCLUSION) for row in procedure.exclusions.all()],
        "start_steps": [_fields(row, _START) for row in procedure.start_steps.all()],
    }


def step_fields(data: dict[str, Any]) -> dict[str, Any]:
    return {name: data[name] for name in _STEP if name in data}


def clock_fields(data: dict[str, Any]) -> dict[str, Any]:
    return {name: data[name] for name in _CLOCK if name in data}


def exclusion_fields(data: dict[str, Any]) -> dict[str, Any]:
    return {name: data[name] for name in _EXCLUSION if name in data}


def start_fields(data: dict[str, Any]) -> dict[str, Any]:
    return {name: data[name] for name in _START if name in data}


def procedure_fields(data: dict[str, Any]) -> dict[str, Any]:
    return {name: data[name] for name in _PROCEDURE if name in data}


def _fields(row: models.Model, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}
