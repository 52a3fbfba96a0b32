"""Looks into saved e-mails (.eml): a real message, whose attachments would be taken in on their own."""

import email
import email.message
import email.policy
from email.errors import MessageError

from laborrel.documents.inspection.marks import refuse_other_kinds
from laborrel.documents.inspection.names import checked_name
from laborrel.documents.refusals import ContentDiffersFromName, ExecutableRefused, FileRefused, UnpacksTooLarge

MOST_PARTS = 500
_USUAL_HEADERS = ("from", "to", "date", "subject", "message-id", "received")


def look_into_mail(content: bytes) -> list[str]:
    """Notes; raises a FileRefused."""
    refuse_other_kinds(content)
    if b"\0" in content:
        raise ContentDiffersFromName
    try:
        message = email.message_from_bytes(content, policy=email.policy.compat32)
        parts = list(_parts(message))
    except (MessageError, RecursionError, ValueError, TypeError, LookupError) as broken:
        raise ContentDiffersFromName from broken
    if sum(1 for header in _USUAL_HEADERS if message[header]) < 2:
        raise ContentDiffersFromName
    names = [name for name in (part.get_filename() for part in parts) if name]
    for name in names:
        _refuse_program(name)
    return [f"The e-mail carries {len(names)} attached file{'s' if len(names) > 1 else ''}."] if names else []


def _parts(message: email.message.Message) -> list[email.message.Message]:
    parts = []
    for part in message.walk():
        parts.append(part)
        if len(parts) > MOST_PARTS:
            raise UnpacksTooLarge
    return parts


def _refuse_program(name: str) -> None:
    try:
        checked_name(name)
    except ExecutableRefused:
        raise
    except FileRefused:
        return  # a kind we would not take in on its own may still lie unopened inside a message
