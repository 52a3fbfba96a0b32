"""The one door to WeasyPrint: every paper leaves as a single file that is PDF/UA-1 and PDF/A-3a at once.

Nothing is fetched from disk or network except `data:` and the assets packaged under `static/paper` and
`static/fonts`. The same input gives the same bytes, so that an issued letter can be reprinted and compared.
"""

import contextlib
import os
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from importlib import resources
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

INSTALL_LINE = "apt-get install -y libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core"

_STATIC = Path(__file__).resolve().parents[2] / "static"
_OPEN_FOLDERS = ("paper", "fonts")
_BASE = "https://packaged.invalid/paper/"  # no such host exists: relative addresses in our style sheets land here
_VARIANT = "pdf/a-3a"
_FIXED_MOMENT = datetime(2000, 1, 1, tzinfo=UTC)  # attachments and fonts carry this date, or no two prints agree
_PACKAGED_NAME = re.compile(r"[a-z0-9][a-z0-9_/-]*\.css")
_MEDIA_TYPES = {".css": "text/css", ".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg"}

# What PDF/A must be told before it accepts the one line by which a file calls itself PDF/UA.
_PDF_UA_CLAIM = b"""<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"""


class PaperError(Exception):
    """The paper could not be made."""


class PrintingUnavailable(PaperError):
    """Papers cannot be made on this machine: the text layout library (pango) is missing."""


class OutsideResourceRefused(PaperError):
    """The paper asks for a picture or file from outside the product; that is not allowed."""


class PaperTooLong(PaperError):
    """The paper is longer than can be printed in one file."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """The data behind a paper, carried inside the PDF (relationship: Data)."""

    name: str
    content: bytes
    description: str


def render_pdf(
    html: str,
    *,
    title: str,
    lang: str = "en-US",
    stylesheets: Sequence[str] = (),
    attachments: Sequence[Attachment] = (),
    dated_at: datetime | None = None,
    author: str = "",
    longest: int = 2_000,
) -> bytes:
    """The bytes of a PDF/UA-1 and PDF/A-3a file made from a whole HTML document.

    `stylesheets` are names of packaged files under `static/paper`. `longest` is the most pages allowed.
    Raises PrintingUnavailable, OutsideResourceRefused or PaperTooLong; the sentence is for the reader.
    """
    if not title.strip():
        raise ValueError("A paper needs a title: it is what a screen reader says first.")
    if len(html) > 20_000_000:
        raise PaperTooLong("This paper is too long to be printed in one file. Print it in parts.")
    printer = _printer()
    fonts = printer.FontConfiguration()
    fetch = printer.fetcher()
    source = printer.HTML(string=html, base_url=_BASE, url_fetcher=fetch)
    source.etree_element.set("lang", lang)
    styles = [
        printer.CSS(string=text, base_url=_BASE + name, url_fetcher=fetch, font_config=fonts)
        for name, text in ((name, packaged_stylesheet(name)) for name in stylesheets)
    ]
    with printer.refusals():
        document = source.render(
            font_config=fonts,
            stylesheets=styles,
            pdf_variant=_VARIANT,
            color_profiles=printer.colors(),
            output_intent="srgb",
        )
        if len(document.pages) > longest:
            raise PaperTooLong(f"This paper has {len(document.pages)} pages; at most {longest} can be printed at once.")
        _describe(document.metadata, title=title, lang=lang, author=author, dated_at=dated_at)
        embedded = [printer.embed(attachment) for attachment in attachments]
        # "packaged": the colours are already in hand; left alone, WeasyPrint opens its own copy and never closes it
        made: bytes = document.write_pdf(
            pdf_variant=_VARIANT, attachments=embedded, finisher=_without_smoothing, output_intent="packaged"
        )
    return made


def packaged_stylesheet(name: str) -> str:
    """The text of `static/paper/<name>`; any name that is not a plain packaged one is refused."""
    if not _PACKAGED_NAME.fullmatch(name):
        raise OutsideResourceRefused(f"“{name}” is not the name of a packaged style sheet.")
    return _packaged_file(f"/paper/{name}").read_text(encoding="utf-8")


def _packaged_file(path: str) -> Path:
    parts = PurePosixPath(unquote(path)).parts[1:]
    if len(parts) < 2 or parts[0] not in _OPEN_FOLDERS or ".." in parts:
        raise OutsideResourceRefused(f"“{path}” is not a packaged asset.")
    found = _STATIC.joinpath(*parts).resolve()
    if not found.is_relative_to(_STATIC / parts[0]) or not found.is_file():
        raise OutsideResourceRefused(f"“{path}” is not a packaged asset.")
    return found


def _packaged_bytes(path: Path) -> bytes:
    return _unpacked_font(path) if path.suffix == ".woff2" else path.read_bytes()


@cache
def _unpacked_font(path: Path) -> bytes:
    """Unpacking a compressed font takes longer than laying a letter out, and WeasyPrint would do it for every paper."""
    from fontTools.ttLib.woff2 import decompress

    font = BytesIO()
    decompress(BytesIO(path.read_bytes()), font)
    return font.getvalue()


def _describe(metadata: Any, *, title: str, lang: str, author: str, dated_at: datetime | None) -> None:
    """Title, language, date and the PDF/UA claim: what the page templates must never be trusted to say."""
    metadata.title = title
    metadata.lang = lang
    metadata.authors = [author] if author else []
    metadata.created = metadata.modified = None
    if dated_at is not None:
        metadata.created = metadata.modified = dated_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    metadata.generate_rdf_metadata = _claiming_pdf_ua(metadata.generate_rdf_metadata)


def _without_smoothing(_document: Any, pdf: Any) -> None:
    """PDF/A forbids asking the viewer to smooth a picture; WeasyPrint always asks."""
    for item in pdf.objects:
        if "Interpolate" in getattr(item, "extra", {}):
            item.extra["Interpolate"] = "false"


def _claiming_pdf_ua(generate: Callable[..., bytes]) -> Callable[..., bytes]:
    def with_claim(*arguments: Any, **options: Any) -> bytes:
        rdf = generate(*arguments, **options)
        end = rdf.rindex(b"</rdf:RDF>")
        return rdf[:end] + _PDF_UA_CLAIM + rdf[end:]

    return with_claim


class _Printer:
    """WeasyPrint, imported only when the first paper is made: it takes a second and needs a system library."""

    def __init__(self) -> None:
        # fontTools stamps the clock into every embedded font unless it is told which time it is.
        os.environ.setdefault("SOURCE_DATE_EPOCH", str(int(_FIXED_MOMENT.timestamp())))
        try:
            import weasyprint
            from weasyprint.css import ColorProfile
            from weasyprint.text.fonts import FontConfiguration
            from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse
        except OSError as missing:
            raise PrintingUnavailable(
                f"Papers cannot be made on this machine: a system library is missing ({missing}). Type: {INSTALL_LINE}"
            ) from missing
        self.HTML, self.CSS = weasyprint.HTML, weasyprint.CSS
        self.FontConfiguration = FontConfiguration
        self._attachment, self._color_profile = weasyprint.Attachment, ColorProfile
        self._icc = resources.files("weasyprint").joinpath("pdf/sRGB2014.icc").read_bytes()
        self._fatal = FatalURLFetchingError
        self._url_fetcher, self._response = URLFetcher, URLFetcherResponse

    def fetcher(self) -> Any:
        """Reads `data:` and packaged assets; anything else stops the paper."""
        response = self._response

        class PackagedOnly(self._url_fetcher):  # type: ignore[misc, name-defined]
            def fetch(self, url: str, headers: Any = None) -> Any:
                if url.lower().startswith("data:"):
                    return super().fetch(url, headers)
                address = urlsplit(url)
                if f"{address.scheme}://{address.netloc}/" != _BASE.removesuffix("paper/"):
                    raise OutsideResourceRefused(f"The paper asks for “{url[:200]}”, which is outside the product.")
                found = _packaged_file(address.path)
                media_type = _MEDIA_TYPES.get(found.suffix, "application/octet-stream")
                return response(url, _packaged_bytes(found), {"Content-Type": media_type})

        return PackagedOnly(allowed_protocols={"data"}, allow_redirects=False, fail_on_errors=True)

    def colors(self) -> dict[str, Any]:
        """The one colour space PDF/A wants declared."""
        axes = (["r"], ["g"], ["b"])
        return {"srgb": self._color_profile(BytesIO(self._icc), "sRGB2014.icc", "relative-colorimetric", axes)}

    def embed(self, attachment: Attachment) -> Any:
        return self._attachment(
            string=attachment.content,
            name=attachment.name,
            description=attachment.description,
            created=_FIXED_MOMENT,
            modified=_FIXED_MOMENT,
            relationship="Data",
        )

    @contextlib.contextmanager
    def refusals(self) -> Iterator[None]:
        """Turn WeasyPrint's fatal fetch error into our own, which ordinary code may catch."""
        try:
            yield
        except self._fatal as fatal:
            raise OutsideResourceRefused(str(fatal.__cause__ or fatal)) from fatal


@cache
def _printer() -> _Printer:
    return _Printer()
