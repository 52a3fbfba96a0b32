"""How a reckoned date is said, so that every explanation speaks the office's one way of writing dates."""

from datetime import date, time

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
NAMED_HOURS = {"midnight": time(23, 59), "noon": time(12)}


def spoken(day: date) -> str:
    """`Mon 9 Mar 2026`, independent of the machine's locale."""
    return f"{WEEKDAYS[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def counted(number: int, noun: str) -> str:
    """`1 day`, `2 days`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def ordinal(number: int) -> str:
    """`1st`, `22nd`, `113th`."""
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def listed(words: list[str], joint: str = "and") -> str:
    """`a, b and c`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {joint} {words[-1]}"


def clock_time(moment: time) -> str:
    """`17:00`."""
    return f"{moment.hour:02d}:{moment.minute:02d}"
