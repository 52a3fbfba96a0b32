"""The verbs on papers."""

from laborrel.documents.operations.keeping import (
    AlreadyWithdrawn,
    MatterIsFull,
    NotWithdrawn,
    ScopeOfAnotherMatter,
    UnknownPaperKind,
    WithdrawnPaper,
    WithdrawnWithoutReason,
    add_document,
    add_version,
    keep_paper,
    restore,
    withdraw,
)

__all__ = [
    "AlreadyWithdrawn",
    "MatterIsFull",
    "NotWithdrawn",
    "ScopeOfAnotherMatter",
    "UnknownPaperKind",
    "WithdrawnPaper",
    "WithdrawnWithoutReason",
    "add_document",
    "add_version",
    "keep_paper",
    "restore",
    "withdraw",
]
