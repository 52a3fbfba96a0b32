"""The little HTML a letter's text may hold: cleaned on the way in, so that every later reader may trust it."""

import re
from html import escape

import nh3

_TAGS = {
    "p", "br", "strong", "em", "u", "sub", "sup", "ul", "ol", "li", "blockquote",
    "table", "caption", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
_ATTRIBUTES = {"th": {"scope", "colspan"}, "td": {"colspan"}, "ol": {"start"}}
_EMPTIED = {"script", "style", "template", "iframe", "object", "svg", "math", "noscript", "title", "textarea", "select"}
_SAME_MEANING = ((re.compile(r"<(/?)b>", re.I), r"<\1strong>"), (re.compile(r"<(/?)i>", re.I), r"<\1em>"))
_BLOCK = re.compile(r"<(p|ul|ol|blockquote|table)\b", re.IGNORECASE)
_ENDS_LINE = re.compile(r"<br>|</(p|li|tr|blockquote|caption)>")
_ANY_TAG = re.compile(r"<[^>]+>")
_SCOPES = {"row", "col", "rowgroup", "colgroup"}
_LONGEST = 400_000


class TextTooLong(Exception):
    """This part of the letter is too long. Divide it, or attach it as a paper of its own."""

    def __init__(self) -> None:
        super().__init__(self.__doc__)


def cleaned(text: str) -> str:
    """Plain or marked-up text as clean HTML paragraphs: no addresses, styles, scripts or attributes to hook on."""
    if len(text) > _LONGEST:
        raise TextTooLong
    text = _without_control_characters(text).strip()
    if not re.search(r"<\s*/?\s*[a-z!]", text, re.IGNORECASE):
        return from_plain(text)
    for pattern, replacement in _SAME_MEANING:
        text = pattern.sub(replacement, text)
    clean = nh3.clean(
        text,
        tags=_TAGS,
        clean_content_tags=_EMPTIED,
        attributes=_ATTRIBUTES,
        attribute_filter=_kept_attribute,
        link_rel=None,
        strip_comments=True,
    )
    clean = clean.replace("&nbsp;", "\xa0").strip()
    if clean and not _BLOCK.match(clean):
        clean = f"<p>{clean}</p>" if not _BLOCK.search(clean) else clean
    return clean


def from_plain(text: str) -> str:
    """Typed text: a blank line begins a paragraph, a line end is a break."""
    paragraphs = re.split(r"\n\s*\n", text.replace("\r\n", "\n").replace("\r", "\n").strip())
    return "".join(
        f"<p>{escape(paragraph.strip(), quote=False).replace(chr(10), '<br>')}</p>"
        for paragraph in paragraphs
        if paragraph.strip()
    )


def as_plain(markup: str) -> str:
    """The words of clean HTML, for comparison, search and e-mail."""
    from html import unescape

    lines = _ANY_TAG.sub("", _ENDS_LINE.sub("\n", markup))
    return re.sub(r"\n{3,}", "\n\n", unescape(lines)).strip()


def _kept_attribute(_tag: str, attribute: str, value: str) -> str | None:
    if attribute == "scope":
        return value if value in _SCOPES else None
    return value if value.isdigit() and 0 < int(value) < 100 else None


def _without_control_characters(text: str) -> str:
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]", "", text)
