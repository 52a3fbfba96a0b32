"""PURE: a part of a letter as typed in a plain box: blank lines, `> ` for a quotation, `- ` for a list, `**bold**`.

What cannot be written that way (a table) is shown as the clean HTML it is, so that nothing is lost by opening a letter.
"""

import re
from html import escape, unescape

_BOLD = re.compile(r"\*\*(.+?)\*\*")
_STRONG = re.compile(r"<strong>(.*?)</strong>")
_BLOCK = re.compile(r"<(p|blockquote|ul)>(.*?)</\1>", re.DOTALL)
_ITEM = re.compile(r"<li>(.*?)</li>", re.DOTALL)
_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")


def to_typed(markup: str) -> str:
    """The typed form of clean HTML; the HTML itself when typing could not give it back."""
    typed = "\n\n".join(_typed_block(kind, inner) for kind, inner in _BLOCK.findall(markup))
    return typed if from_typed(typed) == _even(markup) else markup


def from_typed(text: str) -> str:
    """HTML paragraphs, quotations and lists of typed text; every other sign stands for itself."""
    blocks = re.split(r"\n\s*\n", text.replace("\r\n", "\n").replace("\r", "\n").strip())
    return "".join(_markup_of(block.strip("\n")) for block in blocks if block.strip())


def is_typed(text: str) -> bool:
    """Whether the text is typed words; else it is HTML shown as it is."""
    return not re.match(r"\s*<(p|ul|ol|blockquote|table)\b", text)


def _even(markup: str) -> str:
    return re.sub(r">\s+<", "><", markup.strip())


def _typed_block(kind: str, inner: str) -> str:
    if kind == "ul":
        return "\n".join(f"- {_words(item)}" for item in _ITEM.findall(inner))
    if kind == "blockquote":
        paragraphs = [_words(each) for each in _PARAGRAPH.findall(inner)]
        return "\n>\n".join("\n".join(f"> {line}" for line in words.split("\n")) for words in paragraphs)
    return _words(inner)


def _words(inner: str) -> str:
    bold = _STRONG.sub(r"**\1**", inner.replace("<br>", "\n"))
    return unescape(_TAG.sub("", bold)).strip()


def _markup_of(block: str) -> str:
    lines = block.split("\n")
    if all(line.lstrip().startswith(">") for line in lines):
        quoted = "\n".join(line.lstrip().removeprefix(">").strip() for line in lines)
        paragraphs = [_paragraph(each) for each in re.split(r"\n{2,}", quoted) if each.strip()]
        return f"<blockquote>{''.join(paragraphs)}</blockquote>"
    if all(line.lstrip().startswith("- ") for line in lines):
        return f"<ul>{''.join(f'<li>{_inline(line.lstrip()[2:].strip())}</li>' for line in lines)}</ul>"
    return _paragraph(block)


def _paragraph(text: str) -> str:
    return f"<p>{_inline(text.strip()).replace('\n', '<br>')}</p>"


def _inline(text: str) -> str:
    return _BOLD.sub(r"<strong>\1</strong>", escape(text, quote=False))
