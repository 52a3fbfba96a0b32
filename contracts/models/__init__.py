"""Agreements, clauses and procedures."""

from contracts.models.agreement import Agreement, Clause
from contracts.models.procedure import Exclusion, GrievanceProcedure, ProcedureStep, StartStep, StepClock

__all__ = ["Agreement", "Clause", "Exclusion", "GrievanceProcedure", "ProcedureStep", "StartStep", "StepClock"]
