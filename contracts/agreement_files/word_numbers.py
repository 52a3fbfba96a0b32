"""The automatic numbers of Word paragraphs ('Article 4.', '4.2', '(a)'), which the text itself does not hold."""

import re
from typing import Any

from docx.oxml.ns import nsmap

WORD = f"{{{nsmap['w']}}}"
ROMANS = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
DEEPEST_STYLE = 12


class AutomaticNumbers:
    """Counts the numbered paragraphs of a document in order and gives each the label Word shows."""

    def __init__(self, document: Any) -> None:
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self._counters: dict[str, dict[int, int]] = {}
        self._lists: dict[str, str] = {}
        try:
            self._read(document.part.numbering_part.element)
        except (NotImplementedError, KeyError, AttributeError):
            self._lists = {}

    def _read(self, root: Any) -> None:
        for abstract in root.findall(f"{WORD}abstractNum"):
            levels = {}
            for level in abstract.findall(f"{WORD}lvl"):
                start = _value(level, "start")
                levels[int(level.get(f"{WORD}ilvl"))] = (
                    _value(level, "numFmt") or "decimal",
                    _value(level, "lvlText") or "",
                    int(start) if start and start.isdigit() else 1,
                )
            self._levels[abstract.get(f"{WORD}abstractNumId")] = levels
        for number in root.findall(f"{WORD}num"):
            self._lists[number.get(f"{WORD}numId")] = _value(number, "abstractNumId") or ""

    def label(self, paragraph: Any) -> str:
        """The number Word prints before this paragraph, or an empty string. Call once per paragraph, in order."""
        place = _place(paragraph) if self._lists else None
        if place is None or place[0] not in self._lists:
            return ""
        abstract, depth = self._lists[place[0]], place[1]
        levels = self._levels.get(abstract, {})
        if depth not in levels:
            return ""
        counters = self._counters.setdefault(abstract, {})
        counters[depth] = counters.get(depth, levels[depth][2] - 1) + 1
        for deeper in [level for level in counters if level > depth]:
            del counters[deeper]
        style, pattern, _ = levels[depth]
        if style in ("bullet", "none"):
            return ""
        return re.sub(r"%(\d)", lambda found: self._printed(counters, levels, int(found[1]) - 1), pattern).strip()

    def _printed(self, counters: dict[int, int], levels: dict[int, tuple[str, str, int]], depth: int) -> str:
        style, _, start = levels.get(depth, ("decimal", "", 1))
        return in_style(counters.get(depth, start), style)


def in_style(number: int, style: str) -> str:
    """A number as Word prints it in one of its number formats."""
    if style in ("upperRoman", "lowerRoman"):
        roman, rest = "", number
        for value, signs in ROMANS:
            roman += signs * (rest // value)
            rest %= value
        return roman.upper() if style == "upperRoman" else roman
    if style in ("upperLetter", "lowerLetter"):
        letters = chr(97 + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letters.upper() if style == "upperLetter" else letters
    return f"{number:02}" if style == "decimalZero" else str(number)


def _place(paragraph: Any) -> tuple[str, int] | None:
    """The list and level of a paragraph, from itself or from the styles it is based on."""
    properties = paragraph._p.pPr
    number = properties.numPr if properties is not None else None
    style, steps = paragraph.style, 0
    list_id, depth = _list_of(number)
    while style is not None and steps < DEEPEST_STYLE and list_id is None:
        style_properties = style.element.find(f"{WORD}pPr")
        inherited = style_properties.find(f"{WORD}numPr") if style_properties is not None else None
        list_id, inherited_depth = _list_of(inherited)
        depth = depth if depth is not None else inherited_depth
        style, steps = style.base_style, steps + 1
    return (list_id, depth or 0) if list_id not in (None, "0") else None


def _list_of(number: Any) -> tuple[str | None, int | None]:
    if number is None:
        return None, None
    depth = _value(number, "ilvl")
    return _value(number, "numId"), int(depth) if depth and depth.isdigit() else None


def _value(element: Any, tag: str) -> str | None:
    child = element.find(f"{WORD}{tag}")
    return None if child is None else child.get(f"{WORD}val")
