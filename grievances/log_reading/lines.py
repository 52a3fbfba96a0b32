"""One line of a log: its cells read by column, each fault kept with the heading the reader knows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from grievances.log_reading.cells import Cell, Unreadable, as_cents, as_day, as_list, as_text, is_empty
from grievances.log_reading.columns import BY_KEY
from grievances.log_reading.facts import Finding
from grievances.log_reading.known import Value, ValueList


@dataclass
class Line:
    """The cells of one line under the names of our columns. Whatever cannot be read is noted and read as nothing."""

    number: int
    cells: Mapping[str, Cell]  # key of a column -> cell
    headings: Mapping[str, str]  # key of a column -> heading in this file
    findings: list[Finding] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)

    def heading(self, key: str) -> str:
        return self.headings.get(key) or BY_KEY[key].heading

    def fault(self, key: str, says: str, do: str = "") -> None:
        self.findings.append(Finding(self.number, self.heading(key), says, do))

    def remark(self, key: str, says: str, do: str = "") -> None:
        self.findings.append(Finding(self.number, self.heading(key), says, do, is_fault=False))

    @property
    def has_faults(self) -> bool:
        return any(finding.is_fault for finding in self.findings)

    def text(self, key: str, *, longest: int, is_one_line: bool = True) -> str:
        found: str = self._read(key, "", lambda cell: as_text(cell, longest=longest, is_one_line=is_one_line))
        return self._kept(key, found, found)

    def day(self, key: str, *, latest: date | None = None) -> date | None:
        found: date | None = self._read(key, None, as_day)
        if found is not None and latest is not None and found > latest:
            self.fault(key, f"{found:%a %-d %b %Y} lies in the future.", "Check the year.")
            return None
        return self._kept(key, found, found.isoformat() if found else "")

    def cents(self, key: str) -> int | None:
        found: int | None = self._read(key, None, as_cents)
        return self._kept(key, found, str(found) if found is not None else "")

    def names(self, key: str, *, longest: int) -> tuple[str, ...]:
        found: tuple[str, ...] = self._read(key, (), lambda cell: as_list(cell, longest=longest))
        return self._kept(key, found, "; ".join(found))

    def coded(self, key: str, values: ValueList, *, is_needed: bool = False) -> Value | None:
        """The coded value a cell names; a spelling that is nowhere in the list is a fault, never a new value."""
        words = self._read(key, "", lambda cell: as_text(cell, longest=400))
        if not words:
            if is_needed:
                self.fault(key, f"The {values.what} is missing.", f"Enter the {values.what}.")
            return None
        found = values.find(words)
        if found is None:
            self.fault(key, f"“{words[:80]}” is no {values.what} of this office.", values.advice(words))
            return None
        return self._kept(key, found, found.code or found.name)

    def _read(self, key: str, nothing: Any, read: Callable[[Cell], Any]) -> Any:
        cell = self.cells.get(key)
        if is_empty(cell):
            return nothing
        try:
            return read(cell)
        except Unreadable as fault:
            self.fault(key, fault.says, fault.do)
            return nothing

    def _kept[Found](self, key: str, found: Found, words: str) -> Found:
        if words:
            self.texts[key] = words
        return found
