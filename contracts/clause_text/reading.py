"""Read an agreement: pages in, the tree of its entries out, with nothing of the text lost."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from .contents import contents_of
from .document import Line, Page, joined
from .evidence import proofs_of
from .headings import readings
from .noise import trimmed
from .outline import outline_of
from .pages import lines_of
from .top_level import Heading, Source, top_level_of


@dataclass(frozen=True, slots=True)
class Entry:
    """One article, section, clause, letter, appendix or side letter.

    `offset` is where its heading begins in the document text; its own text ends at `end`, where the next entry
    begins, and its whole text with everything below it at `whole_end`. `parent` is the place of the entry above it in
    `Reading.entries`, or None. `depth` is 0 for the highest level.
    """

    kind: str
    number: str
    title: str
    page: int
    offset: int
    end: int
    whole_end: int
    depth: int
    parent: int | None


@dataclass(frozen=True)
class Reading:
    """An agreement as read: its text, what stands before the first entry, and the entries in order."""

    text: str
    entries: tuple[Entry, ...]
    lines: tuple[Line, ...]

    @property
    def front(self) -> str:
        """The text before the first entry: cover, parties, table of contents."""
        return self.text[: self.entries[0].offset] if self.entries else self.text

    def own_text(self, entry: Entry) -> str:
        """The verbatim text of this entry alone, up to the next entry. `front` and all own texts are the document."""
        return self.text[entry.offset : entry.end]

    def whole_text(self, entry: Entry) -> str:
        """The verbatim text of this entry with everything below it."""
        return self.text[entry.offset : entry.whole_end]

    def clean_text(self, entry: Entry) -> str:
        """The whole text line by line, without running headers, page numbers and margin numbers."""
        return "\n".join(
            self.text[max(line.said_at, entry.offset) : line.end].rstrip()
            for line in self._printed
            if line.end > entry.offset and line.said_at < entry.whole_end
        )

    @cached_property
    def _printed(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if not line.is_furniture)


def read(pages: Sequence[Page]) -> Reading:
    """Read the pages of one file. Every entry keeps its verbatim text, its page (from 1) and its offset."""
    lines = lines_of(pages)
    markers = {line.index: found for line in lines if (found := readings(line))}
    contents = contents_of(lines)
    source = Source(lines, markers, contents, proofs_of(contents, lines, markers))
    text = joined(pages)
    return Reading(text, _entries(_all_headings(source), lines, len(text)), tuple(lines))


def _all_headings(source: Source) -> list[Heading]:
    tops = _with_contents(top_level_of(source), source)
    found: list[Heading] = []
    for top, following in zip([None, *tops], [*tops, None], strict=True):
        first = top.last + 1 if top else 0
        span = range(first, following.place if following else len(source.lines))
        inner = outline_of(top, [place for place in span if place not in source.contents.places], source)
        if top:
            found.append(top)
            found += [replace(heading, level=heading.level + top.level) for heading in inner]
        else:
            found += [replace(heading, level=0) for heading in inner if heading.kind == "heading"]
    return found


def _with_contents(tops: list[Heading], source: Source) -> list[Heading]:
    """A table of contents that follows a first heading (a preamble, say) is a part of its own, not of that heading."""
    if not source.contents.places or not tops or tops[0].place > min(source.contents.places):
        return tops
    place = min(source.contents.places)
    line = source.lines[place]
    title = trimmed(line.words) if "CONTENT" in line.words.upper() else "Contents"
    own = Heading(place, place, line.said_at, "unnumbered", "", (), title, 0)
    return sorted([*tops, own], key=lambda heading: heading.place)


def _entries(headings: Sequence[Heading], lines: Sequence[Line], length: int) -> tuple[Entry, ...]:
    starts = [heading.at if heading.at >= 0 else lines[heading.place].said_at for heading in headings]
    entries: list[Entry] = []
    open_entries: list[int] = []
    for index, heading in enumerate(headings):
        while open_entries and entries[open_entries[-1]].depth >= heading.level:
            open_entries.pop()
        parent = open_entries[-1] if open_entries else None
        end = starts[index + 1] if index + 1 < len(starts) else length
        whole = next(
            (starts[at] for at in range(index + 1, len(headings)) if headings[at].level <= heading.level), length
        )
        entries.append(
            Entry(
                heading.kind,
                heading.number,
                heading.title,
                lines[heading.place].page,
                starts[index],
                end,
                whole,
                heading.level,
                parent,
            )
        )
        open_entries.append(index)
    return tuple(entries)
