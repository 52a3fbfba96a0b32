"""A file's name is typed by a stranger: it may neither mislead a reader nor trouble a disk."""

import unicodedata

from laborrel.documents.refusals import (
    DoubleExtension,
    ExecutableRefused,
    HiddenCharactersInName,
    NameTooLong,
    UnknownKind,
    UnwantedName,
)

LONGEST_NAME = 200
EXTENSIONS = frozenset(["pdf", "docx", "xlsx", "csv", "txt", "md", "eml", "png", "jpg", "jpeg"])

_RUNNABLE_ENDINGS = """
    apk app appimage asp aspx bat bin cgi class cmd com cpl deb dll dmg docm dotm elf exe gadget hta htm html inf iso
    jar js jse jsp lnk mjs msc msi msp php pif pl potm ppam ppsm pptm ps1 py rb reg rpm scr sh shtml so svg swf sys
    vb vbe vbs wsc wsf wsh xhtml xlam xlsb xlsm xltm
"""
_RUNNABLE = frozenset(_RUNNABLE_ENDINGS.split())
_UNSEEN_CATEGORIES = frozenset(["Cf", "Cc", "Co", "Cs", "Zl", "Zp"])
_UNSEEN = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
_RESERVED = frozenset(["con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))])


def checked_name(name: str) -> tuple[str, str]:
    """The name in one normal form, and its extension; raises a FileRefused when it could mislead."""
    if len(name) > LONGEST_NAME:
        raise NameTooLong
    if any(unicodedata.category(mark) in _UNSEEN_CATEGORIES or mark in _UNSEEN for mark in name):
        raise HiddenCharactersInName
    plain = unicodedata.normalize("NFC", name).strip()
    if (
        not plain.strip(". ")
        or plain.startswith(".")
        or plain.endswith(".")
        or any(mark in plain for mark in '/\\:*?"<>|')
    ):
        raise UnwantedName
    stem, *endings = (part.strip() for part in plain.lower().split("."))
    if stem in _RESERVED:
        raise UnwantedName
    if not endings or endings[-1] not in EXTENSIONS:
        raise ExecutableRefused if endings and endings[-1] in _RUNNABLE else UnknownKind
    if any(inner in _RUNNABLE or inner in EXTENSIONS for inner in endings[:-1]):
        raise DoubleExtension
    return plain, endings[-1]
