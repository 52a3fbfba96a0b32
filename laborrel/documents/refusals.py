"""Why a file is not taken in: one name and one sentence for each reason, shared by every door files come through."""


class FileRefused(Exception):
    """This file cannot be taken in."""

    def __init__(self, sentence: str = "") -> None:
        super().__init__(sentence or (type(self).__doc__ or "").strip())


class EmptyFile(FileRefused):
    """The file is empty. Check that it was saved, then choose it again."""


class FileTooLarge(FileRefused):
    """The file is larger than 25 MB. Split it, or save it with smaller pictures."""


class UnwantedName(FileRefused):
    """The file name holds characters that cannot be kept. Rename the file and choose it again."""


class NameTooLong(FileRefused):
    """The file name is longer than 200 characters. Give the file a shorter name."""


class HiddenCharactersInName(FileRefused):
    """The file name holds invisible characters that can disguise what the file is. Rename it by typing a new name."""


class DoubleExtension(FileRefused):
    """The file name ends in two kinds at once (such as “.pdf.docx”). Rename it so that it ends in the true one."""


class UnknownKind(FileRefused):
    """Files of this kind are not taken in. Use PDF, .docx, .xlsx, .csv, .txt, .md, .eml (e-mail), PNG or JPEG."""


class ContentDiffersFromName(FileRefused):
    """What is in the file is not what its name says. Open it in the program that made it and save it again."""


class OldOfficeFormat(ContentDiffersFromName):
    """This is an old Word or Excel format. Open it and save it as .docx or .xlsx."""


class ExecutableRefused(FileRefused):
    """This is a program or script, not a document. It is not taken in."""


class MacroRefused(FileRefused):
    """The file contains macros. Save it without macros (as .docx or .xlsx), or as PDF."""


class PasswordProtected(FileRefused):
    """The file is protected by a password, so nobody else could read it. Remove the password and choose it again."""


class TruncatedFile(FileRefused):
    """The file ends too early: part of it is missing. Copy or download it again."""


class DamagedFile(FileRefused):
    """The file is damaged and cannot be read. Open it in the program that made it and save it again."""


class UnpacksTooLarge(FileRefused):
    """The file would unpack to far more than it seems to hold. It is not taken in."""


class DangerousMarkup(FileRefused):
    """The file contains declarations that make a reader fetch or repeat content without end. It is not taken in."""


class RemoteTemplate(FileRefused):
    """The file fetches a template or frame from another address when it is opened. Save it without it, or as PDF."""


class TwoFilesInOne(FileRefused):
    """The file is two kinds of file at once. Save or print it anew as one."""


class VirusFound(FileRefused):
    """The virus scanner stopped this file."""


class UnknownEncoding(FileRefused):
    """The letters in this file cannot be read. Save it as “CSV UTF-8” or as an Excel workbook."""


class NoHeadings(FileRefused):
    """The file has no row of headings. Put the column names in one row above the data."""


class TooManyRows(FileRefused):
    """The file has too many rows to be read at once. Split it."""


class TooManyColumns(FileRefused):
    """The file has too many columns to be read. Remove the empty ones at the right."""


class TooManySheets(FileRefused):
    """The workbook has too many sheets to be read. Save the one with the data on its own."""


class SheetMissing(FileRefused):
    """The workbook has no sheet of that name."""


class FormulaNeverCalculated(FileRefused):
    """The workbook holds formulas that were never calculated. Open it in Excel, save it, and choose it again."""


class CellTooLong(FileRefused):
    """A cell holds more text than a cell can. Check for a missing quotation mark."""
