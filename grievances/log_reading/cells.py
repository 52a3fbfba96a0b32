"""What one cell says: a text, a day, an amount, a list of names; nothing is guessed and nothing is cut."""

import re
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation

Cell = str | int | float | bool | date | datetime | time | None

EARLIEST = date(1950, 1, 1)
_NOTHING = {"", "-", "--", "—", "n/a", "na", "none", "null", "."}
_EXCEL_ERRORS = {"#ref!", "#n/a", "#value!", "#div/0!", "#name?", "#null!", "#num!", "#spill!", "#calc!"}
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FULL_MONTHS = "january february march april may june july august september october november december"
_WEEKDAY = re.compile(r"^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+")
_CLOCK = re.compile(r"[t\s]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:am|pm)?z?$")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_US = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})")
_DAY_FIRST = re.compile(r"(\d{1,2})[\s-]+([a-z]{3,9})\.?,?[\s-]+(\d{4}|\d{2})")
_MONTH_FIRST = re.compile(r"([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
_PACKED = re.compile(r"(\d{4})(\d{2})(\d{2})")


class Unreadable(ValueError):
    """A cell does not hold what its column should; says what is wrong and what to do."""

    def __init__(self, says: str, do: str) -> None:
        super().__init__(says)
        self.says = says
        self.do = do


def is_empty(cell: Cell) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def as_text(cell: Cell, *, longest: int, is_one_line: bool = True) -> str:
    """The cell as words; raises Unreadable when it is an Excel error, too long, or holds unprintable characters."""
    words = _words(cell)
    if words.lower() in _EXCEL_ERRORS:
        raise Unreadable(f"This is the Excel error {words}.", "Mend the formula, or type the value.")
    if _CONTROL.search(words):
        raise Unreadable("This holds characters that cannot be printed.", "Type the text anew.")
    words = " ".join(words.split()) if is_one_line else "\n".join(line.strip() for line in words.splitlines()).strip()
    if len(words) > longest:
        raise Unreadable(
            f"This is {len(words):,} characters long; there is room for {longest:,}.", "Shorten it in the log."
        )
    return words


def as_list(cell: Cell, *, longest: int) -> tuple[str, ...]:
    """Entries divided by semicolons or line ends, each once."""
    words = as_text(cell, longest=20_000, is_one_line=False)
    entries = [" ".join(entry.split()) for entry in re.split(r"[;\n]", words)]
    for entry in entries:
        if len(entry) > longest:
            raise Unreadable(
                f"“{entry[:40]}…” is {len(entry):,} characters long; there is room for {longest:,}.",
                "Divide several entries by semicolons.",
            )
    return tuple(dict.fromkeys(entry for entry in entries if entry and entry.lower() not in _NOTHING))


def as_day(cell: Cell) -> date | None:
    """A day: a true date, or text in the ways an office writes one (month before day). A bare number is refused."""
    if isinstance(cell, datetime):
        return _plausible(cell.date())
    if isinstance(cell, date):
        return _plausible(cell)
    if isinstance(cell, (bool, time)):
        raise Unreadable(f"“{cell}” is not a date.", "Enter a date, for example 3/9/2026.")
    words = _words(cell).lower()
    if words in _NOTHING:
        return None
    if isinstance(cell, int | float):
        return _packed(words)
    return _plausible(_read_day(words))


def as_cents(cell: Cell) -> int | None:
    """An amount of money in cents; dollars may carry $ and thousands separators. Never negative."""
    if isinstance(cell, (bool, date | time)):
        raise Unreadable(f"“{cell}” is not an amount.", "Enter an amount, for example 1,250.00.")
    words = _words(cell)
    if words.lower() in _NOTHING:
        return None
    try:
        amount = Decimal(words.replace("$", "").replace(",", "").replace("USD", "").strip())
    except InvalidOperation:
        raise Unreadable(f"“{words[:60]}” is not an amount.", "Enter an amount, for example 1,250.00.") from None
    if not amount.is_finite() or amount < 0 or amount > 10_000_000_000:
        raise Unreadable(f"“{words[:60]}” is not an amount a settlement can have.", "Enter what was paid, or nothing.")
    cents = round(amount * 100, 6)  # a float such as 0.1 + 0.2 carries dust
    if cents != cents.to_integral_value():
        raise Unreadable(f"“{words[:60]}” has parts of a cent.", "Round it to cents.")
    return int(cents)


def _words(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return str(cell).strip()


def _packed(words: str) -> date | None:
    match = _PACKED.fullmatch(words)
    if match:
        try:
            return _plausible(date(*(int(part) for part in match.groups())))
        except ValueError:
            pass
    raise Unreadable(f"{words} is a number, not a date.", "In Excel, give the column a date format and save.")


def _read_day(words: str) -> date:
    if words in _EXCEL_ERRORS:
        raise Unreadable(f"This is the Excel error {words.upper()}.", "Mend the formula, or type the date.")
    plain = _CLOCK.sub("", _WEEKDAY.sub("", " ".join(words.split())))
    year, month, day = _parts(plain, words)
    if not 1 <= month <= 12:
        raise Unreadable(f"“{words[:40]}” has no month {month}.", "Write the month first, or the date as 2026-03-09.")
    try:
        return date(year, month, day)
    except ValueError:
        raise Unreadable(f"“{words[:40]}” is no day of the calendar.", "Correct the date.") from None


def _parts(plain: str, words: str) -> tuple[int, int, int]:
    if match := _ISO.fullmatch(plain):
        return int(match[1]), int(match[2]), int(match[3])
    if match := _US.fullmatch(plain):
        return _year(match[3]), int(match[1]), int(match[2])
    if match := _DAY_FIRST.fullmatch(plain):
        return _year(match[3]), _month(match[2], words), int(match[1])
    if match := _MONTH_FIRST.fullmatch(plain):
        return int(match[3]), _month(match[1], words), int(match[2])
    raise Unreadable(f"“{words[:40]}” cannot be read as a date.", "Enter a date, for example 3/9/2026.")


def _year(figures: str) -> int:
    """Two figures are read as spreadsheets do: 00 to 68 are this century."""
    year = int(figures)
    if len(figures) == 4:
        return year
    return 2000 + year if year < 69 else 1900 + year


def _month(name: str, words: str) -> int:
    short = name[:3]
    full = _FULL_MONTHS.split()
    if short in _MONTHS and (full[_MONTHS.index(short)].startswith(name) or name == "sept"):
        return _MONTHS.index(short) + 1
    raise Unreadable(f"“{words[:40]}” names no month.", "Enter a date, for example 3/9/2026.")


def _plausible(day: date) -> date:
    if day < EARLIEST or day.year > 2200:
        raise Unreadable(
            f"{day:%a %-d %b %Y} cannot be right.", "Check the year; dates saved by an old Mac may be four years off."
        )
    return day
