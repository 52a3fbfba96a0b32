"""Why a file cannot be read as an agreement: one named refusal each, whose docstring is the sentence a person reads."""


class UnreadableAgreement(Exception):
    """This file cannot be read as an agreement."""

    def __init__(self, detail: str = "") -> None:
        sentence = (self.__doc__ or "").strip()
        super().__init__(f"{sentence} {detail}".strip())


class FileNotFound(UnreadableAgreement):
    """There is no such file, or it may not be opened. Check its name and place."""


class EmptyFile(UnreadableAgreement):
    """The file holds no words. Choose the file that holds the agreement's text."""


class FileTooLarge(UnreadableAgreement):
    """The file is larger than an agreement can be. Split it, or save it again without pictures."""


class TooManyPages(UnreadableAgreement):
    """The file has more pages than an agreement can have. Split it into its agreements and read each."""


class TooMuchText(UnreadableAgreement):
    """The file holds more text than an agreement can hold. Split it into its agreements and read each."""


class ScanWithoutText(UnreadableAgreement):
    """The pages are pictures without text. Run text recognition (OCR) on the scan, save it as PDF and read that."""


class EncryptedFile(UnreadableAgreement):
    """The file is locked with a password. Save a copy without the password and read that."""


class TruncatedFile(UnreadableAgreement):
    """The file ends before its end: it was cut off while being copied or sent. Get the whole file again."""


class DamagedFile(UnreadableAgreement):
    """The file is damaged and cannot be opened. Open it in its own program, save it again and read the new copy."""


class HostileFile(UnreadableAgreement):
    """The file is built to overwhelm the program that opens it. It was not opened; ask the sender for a clean copy."""


class OldWordFile(UnreadableAgreement):
    """The file is in the old Word format (.doc). Open it in Word, save it as .docx and read that."""


class UnknownKind(UnreadableAgreement):
    """Only PDF, Word (.docx), plain text and markdown can be read. Save the agreement as one of these."""


class WrongEnding(UnreadableAgreement):
    """The file's name promises another kind of file than it holds. Rename it to what it is and read it again."""


class UnknownCharacters(UnreadableAgreement):
    """The file is no readable text: it holds signs that no text has. Save it as PDF, Word (.docx) or UTF-8 text."""
