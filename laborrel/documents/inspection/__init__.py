"""Looks into every file before it is kept: is it what its name says, may we keep it, what should a reader know?"""

from laborrel.documents.inspection.looking import KINDS, LARGEST, Inspected, eicar_only, fingerprint, inspect_file
from laborrel.documents.inspection.names import checked_name

__all__ = ["KINDS", "LARGEST", "Inspected", "checked_name", "eicar_only", "fingerprint", "inspect_file"]
