"""Lines that have let secrets out of other houses, and must not be written in this one."""

import re

import pytest

from tests.architecture.house import python_files, short, source_files

FORBIDDEN = {
    r"\*\*(self\.)?request\.": "never expand a request into an ORM call",
    r"\*\*\s*(dict\()?request\.(GET|POST)": "never expand a request into an ORM call",
    r"\.raw\(": "raw SQL cannot be kept within a person's reach",
    r"\.extra\(": "pieces of SQL cannot be kept within a person's reach",
    r"\bmark_safe\(": "text reaches a page escaped, or sanitised by the one door for rich text",
    r"ATOMIC_REQUESTS\s*=\s*True": "one transaction per request begins in the middleware, which sets the reader",
    r"forms\.(Date|Time|DateTime)Field\(": "people type dates and times freely: OfficeDateField, OfficeTimeField",
    r"csrf_exempt": "every form carries its token",
    r"\beval\(|\bexec\(|pickle\.": "nothing that was sent is run",
    r"get_objects_for_user|ObjectPermissionChecker|\.has_perm\(|\.has_perms\(|permission_required": (
        "a superuser passes every one of these; ask laborrel.access"
    ),
}
ALLOWED = {
    ("laborrel/access/guarded.py", r"\.raw\("): "the refusal itself",
    ("laborrel/access/guarded.py", r"\.extra\("): "the refusal itself",
    ("laborrel/web/templatetags/face.py", r"\bmark_safe\("): "one word of our own, an attribute without a value",
    ("grievances/views/docket_rows.py", r"\bmark_safe\("): "each row was escaped as it was drawn, all in one call",
    ("laborrel/correspondence/printing.py", r"\bmark_safe\("): "the one door for rich text, cleaned in the same line",
}


@pytest.mark.parametrize("pattern", FORBIDDEN)
def test_nobody_writes(pattern: str) -> None:
    found = [
        f"{short(path)}:{number}: {FORBIDDEN[pattern]}"
        for path in source_files()
        if (short(path), pattern) not in ALLOWED
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if re.search(pattern, line) and not line.lstrip().startswith("#")
    ]
    assert found == []


def test_the_superuser_flag_is_read_only_where_people_sign_in() -> None:
    """It opens no case: nothing outside the people room may ask for it."""
    asking = [
        short(path)
        for path in source_files()
        if "is_superuser" in path.read_text() and not short(path).startswith("laborrel/people/")
    ]
    assert asking == []


def test_the_guard_is_lifted_for_stated_reasons_only() -> None:
    """A reason is a sentence in the code, not a variable."""
    unsaid = [
        f"{short(path)}: {match[0]}"
        for path in source_files()
        for match in re.finditer(r"unrestricted\((?!\s*\*?,?\s*(self, )?\*, because)([^)]*)", path.read_text())
        if "def unrestricted" not in path.read_text()[match.start() - 4 : match.end()] and "because=" not in match[0]
    ]
    assert unsaid == []


def test_no_file_of_the_project_names_another_host() -> None:
    """Regulations are cited by their name; addresses of this kind end in code that asks them."""
    address = re.compile(
        r"https?://(?!testserver|localhost|127\.0\.0\.1|\[?::1|example|\{|www\.w3\.org|[^/\s\"']*\.(test|example))"
    )
    allowed = {"laborrel/settings", "laborrel/documents/pdf", "laborrel/documents/workbook"}
    found = [
        f"{short(path)}: {match[0]}"
        for path in python_files("laborrel", "grievances", "contracts")
        if not any(short(path).startswith(place) for place in allowed)
        for match in address.finditer(path.read_text())
    ]
    assert found == []
