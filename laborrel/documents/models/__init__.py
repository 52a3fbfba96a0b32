"""Papers and their versions."""

from laborrel.documents.models.document import Document, Version

__all__ = ["Document", "Version"]
