"""The loading dock of the reader of agreements: a file comes in, pages of plain text with their hints go out.

PDF with a text layer, Word (.docx), plain text and markdown. What cannot be read is refused with a named exception of
`refusals.py`; nothing is ever half read.
"""

from .opening import pages_of, pages_of_bytes
from .refusals import UnreadableAgreement

__all__ = ["UnreadableAgreement", "pages_of", "pages_of_bytes"]
