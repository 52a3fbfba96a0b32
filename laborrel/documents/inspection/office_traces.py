"""The traces people leave in Word and Excel files (authors, changes, comments): told, and taken out on request."""

import io
import re
import zipfile

from laborrel.documents.archives import opened_package, read_part

_CORE, _APP, _CUSTOM = "docProps/core.xml", "docProps/app.xml", "docProps/custom.xml"
_PEOPLE = re.compile(rb"<(dc:creator|cp:lastModifiedBy|Company|Manager)>([^<]+)</")
_EMPTIED = re.compile(rb"(<(dc:creator|cp:lastModifiedBy|Company|Manager|dc:description|cp:keywords)>)[^<]*(</)")
_OWN_MARK = b"laborrel"
_CHANGES = re.compile(rb"<w:(ins|del|moveFrom|moveTo|rPrChange|pPrChange)\b")
_HIDDEN_TEXT = re.compile(rb"<w:vanish(?:/>| w:val=\"(?:1|true|on)\")")


def docx_metadata_warnings(content: bytes) -> list[str]:
    """Sentences on who and what can still be read out of a Word or Excel file that leaves the office."""
    with opened_package(content) as package:
        return traces_in(package)


def traces_in(package: zipfile.ZipFile) -> list[str]:
    names = package.namelist()
    found = []
    people = set()
    for part in (_CORE, _APP):
        if part in names:
            people |= {match[1] for match in _PEOPLE.findall(read_part(package, part)) if match[1].strip() != _OWN_MARK}
    if people:
        shown = ", ".join(sorted(person.decode("utf-8", "replace").strip()[:60] for person in people))
        found.append(f"The file names its authors or their organization: {shown}.")
    if "word/document.xml" in names:
        body = read_part(package, "word/document.xml")
        if _CHANGES.search(body):
            found.append("The file contains tracked changes.")
        if _HIDDEN_TEXT.search(body):
            found.append("The file contains hidden text.")
    if any(re.search(r"/(threadedComments?|comments)\d*[./]", f"/{name}") for name in names):
        found.append("The file contains comments.")
    if "xl/workbook.xml" in names and re.search(rb'state="(hidden|veryHidden)"', read_part(package, "xl/workbook.xml")):
        found.append("The workbook has hidden sheets.")
    return found


def without_authors(content: bytes) -> bytes:
    """A copy with the document properties emptied, for papers that are published. Text and changes are untouched."""
    made = io.BytesIO()
    with opened_package(content) as package, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as copy:
        for part in package.infolist():
            held = read_part(package, part.filename)
            if part.filename in {_CORE, _APP}:
                held = _EMPTIED.sub(rb"\1\3", held)
            elif part.filename == _CUSTOM:
                held = re.sub(rb"<property\b.*</property>", b"", held, flags=re.DOTALL)
            copy.writestr(part.filename, held)
    return made.getvalue()
