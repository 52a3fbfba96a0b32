"""Templates hold no code, no business and no address of another host, and work without JavaScript."""

import re
from html.parser import HTMLParser

import pytest

from laborrel.access.permissions import all_permissions
from tests.architecture.house import HOUSE, short, templates

ASKS = ("hx-get",)
SENDS = ("hx-post", "hx-put", "hx-patch", "hx-delete")
# Text formats name no host either; these strings only look like addresses.
NOT_ADDRESSES = re.compile(r"http://www\.w3\.org/(2000/svg|1999/xlink|1999/xhtml)")
HOST = re.compile(r"(?:https?:)?//[a-z0-9-]+(?:\.[a-z0-9-]+)+", re.IGNORECASE)
LINE_COMMENTS = re.compile(r"^\s*//.*$", re.MULTILINE)


class Page(HTMLParser):
    """Collects what a template must not do, tag by tag; template tags are taken out first."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []
        self.forms: list[bool] = []
        self.links = 0
        self.has_clock = False

    def handle_starttag(self, tag: str, attrs) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append("action" in given)
        self._inline(tag, given)
        inside = bool(self.forms and self.forms[-1])
        self.links += "href" in given
        if given.get("hx-trigger", "").startswith("every"):
            self.has_clock = True  # asks again by itself; without JavaScript a link does
        elif any(name in given for name in ASKS) and not ("href" in given or inside):
            self.faults.append(f"<{tag} hx-get> has no href and stands in no form with an action")
        if any(name in given for name in SENDS) and not inside:
            self.faults.append(f"<{tag} hx-post> stands in no form with an action")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form" and self.forms:
            self.forms.pop()

    def _inline(self, tag: str, given: dict[str, str]) -> None:
        if tag == "style" or (tag == "script" and "src" not in given):
            self.faults.append(f"inline <{tag}>")
        for name, value in given.items():
            if name == "style" or re.fullmatch(r"on[a-z]+", name) or name.startswith("hx-on"):
                self.faults.append(f"<{tag} {name}>")
            if value.strip().lower().startswith("javascript:"):
                self.faults.append(f"<{tag} {name}='javascript:'>")


def faults_of(text: str) -> list[str]:
    text = re.sub(r"{#.*?#}|{% comment %}.*?{% endcomment %}", "", text, flags=re.DOTALL)
    text = re.sub(r"{{.*?}}", "x", re.sub(r"{%.*?%}", " ", text, flags=re.DOTALL), flags=re.DOTALL)
    page = Page()
    page.feed(text)
    if page.has_clock and not page.links:
        page.faults.append("asks again by itself and offers no link to ask by hand")
    return page.faults


def html() -> list:
    return [path for path in templates() if path.suffix in {".html", ".svg"}]


@pytest.mark.parametrize("path", html(), ids=short)
def test_a_template_holds_no_code_and_works_without_javascript(path) -> None:
    assert faults_of(path.read_text()) == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("<script>x()</script>", "inline <script>"),
        ("<style>b{}</style>", "inline <style>"),
        ('<p style="x">', "<p style>"),
        ('<p onclick="x">', "<p onclick>"),
        ('<p hx-on:click="x">', "<p hx-on:click>"),
        ('<a href="javascript:x">', "<a href='javascript:'>"),
        ("<a hx-get=\"{% url 'x' %}\">", "<a hx-get> has no href and stands in no form with an action"),
        ('<p hx-get="x" hx-trigger="every 2s">', "asks again by itself and offers no link to ask by hand"),
        ('<form><button hx-post="x">', "<button hx-post> stands in no form with an action"),
    ],
)
def test_the_test_sees_each_fault(text: str, fault: str) -> None:
    assert faults_of(text) == [fault]


@pytest.mark.parametrize(
    "text",
    [
        '<script src="x"></script>',
        '<a hx-get="{{ url }}" href="{{ url }}">',
        '<form action="{% url "x" %}" method="post"><button hx-post="x">',
        '<form action="x" hx-post="x">',
        "{# <script>x</script> #}",
    ],
)
def test_the_test_lets_good_work_pass(text: str) -> None:
    assert faults_of(text) == []


def test_templates_name_no_permission() -> None:
    names = [symbol.name for symbol in all_permissions()]
    wrong = [
        (short(path), name)
        for path in templates()
        for name in ["perms.", "has_perm", "is_superuser", *names]
        if re.search(rf"(?<![\w-]){re.escape(name)}", path.read_text())
    ]
    assert wrong == []


def test_templates_ask_no_questions_of_the_database() -> None:
    asking = re.compile(r"\.objects\b|\.(filter|exclude|exists|visible_to|unrestricted)\b(?!:)|_set\b")
    found = [(short(path), match[0]) for path in templates() for match in _in_tags(path.read_text(), asking)]
    assert found == []


def test_templates_do_not_switch_escaping_off() -> None:
    lifted = re.compile(r"\|\s*safe\b|autoescape off|mark_safe")
    allowed = {"templates/django/forms/hint.html"}  # Django's own: help texts are written in code, with their links
    found = {short(path) for path in html() if list(_in_tags(path.read_text(), lifted))}
    assert found - allowed == set()


def test_no_page_asks_another_host_for_anything() -> None:
    found = []
    for path in [*templates(), *(HOUSE / "static").rglob("*.css"), *(HOUSE / "static").rglob("*.js")]:
        text = NOT_ADDRESSES.sub("", path.read_text())
        if path.suffix == ".js":
            text = LINE_COMMENTS.sub("", text)
        found += [(short(path), address) for address in HOST.findall(text)]
    assert found == []


def _in_tags(text: str, pattern: re.Pattern[str]):
    for tag in re.findall(r"{%.*?%}|{{.*?}}", text, flags=re.DOTALL):
        yield from pattern.finditer(tag)
