"""The verbs on papers."""

from laborrel.documents.operations.keeping import (
    AlreadyWithdrawn,
    FrozenPaper,
    MatterIsFull,
    NotWithdrawn,
    UnknownPaperKind,
    WithdrawnPaper,
    WithdrawnWithoutReason,
    add_document,
    add_version,
    keep_paper,
    restore,
    withdraw,
)
from laborrel.documents.operations.placing import ScopeOfAnotherMatter, placed
from laborrel.documents.operations.releasing import (
    NotOutward,
    PrivilegedStaysInside,
    ReleaseWithoutReason,
    move_outward,
)

__all__ = [
    "AlreadyWithdrawn",
    "FrozenPaper",
    "MatterIsFull",
    "NotOutward",
    "NotWithdrawn",
    "PrivilegedStaysInside",
    "ReleaseWithoutReason",
    "ScopeOfAnotherMatter",
    "UnknownPaperKind",
    "WithdrawnPaper",
    "WithdrawnWithoutReason",
    "add_document",
    "add_version",
    "keep_paper",
    "move_outward",
    "placed",
    "restore",
    "withdraw",
]
