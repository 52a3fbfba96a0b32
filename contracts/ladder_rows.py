"""Rows of a procedure as the plain data the pure ladder reads; the other way is `contracts.operations.entering`."""

from typing import Any

from django.db import models

from contracts.models import GrievanceProcedure

PROCEDURE = (
    "articles",
    "version",
    "day_definition",
    "last_day_rule",
    "extension_rule",
    "extension_in_writing",
    "notes",
)
STEP = (
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
CLOCK = (
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
EXCLUSION = (
    "topic",
    "title",
    "forum",
    "form",
    "last_step",
    "election_group",
    "article",
    "note",
)
START = (
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
        **_fields(procedure, PROCEDURE),
        "steps": [
            {**_fields(step, STEP), "clocks": [_fields(clock, CLOCK) for clock in step.clocks.all()]}
            for step in procedure.steps.prefetch_related("clocks")
        ],
        "exclusions": [_fields(row, EXCLUSION) for row in procedure.exclusions.all()],
        "start_steps": [_fields(row, START) for row in procedure.start_steps.all()],
    }


def step_fields(data: dict[str, Any]) -> dict[str, Any]:
    return {name: data[name] for name in STEP if name in data}


def clock_fields(data: dict[str, Any]) -> dict[str, Any]:
    return {name: data[name] for name in CLOCK if name in data}


def exclusion_fields(data: dict[str, Any]) -> dict[str, Any]:
    return {name: data[name] for name in EXCLUSION if name in data}


def start_fields(data: dict[str, Any]) -> dict[str, Any]:
    return {name: data[name] for name in START if name in data}


def procedure_fields(data: dict[str, Any]) -> dict[str, Any]:
    return {name: data[name] for name in PROCEDURE if name in data}


def _fields(row: models.Model, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}
