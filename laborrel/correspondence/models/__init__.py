"""Mail: the register, letters and templates, acts on letters, proofs of service."""

from laborrel.correspondence.models.letter import Letter, LetterAct
from laborrel.correspondence.models.register import RegisterCounter, RegisterEntry
from laborrel.correspondence.models.service import ProofOfService
from laborrel.correspondence.models.template import LetterTemplate

__all__ = ["Letter", "LetterAct", "LetterTemplate", "ProofOfService", "RegisterCounter", "RegisterEntry"]
