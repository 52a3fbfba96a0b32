"""Clean text: what an office writes survives, what could run, fetch or hook on does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laborrel.correspondence.rich_text import TextTooLong, as_plain, cleaned, from_plain

FORBIDDEN = """
    <script onclick= onerror= hx- src= href= style <form <iframe class= id= <svg <!-- 9999
"""


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("One line", "<p>One line</p>"),
        ("One\r\ntwo\r\n\r\nThree", "<p>One<br>two</p><p>Three</p>"),
        ("5 < 6 & 7 > 3", "<p>5 &lt; 6 &amp; 7 &gt; 3</p>"),
        ("  ", ""),
        ("<b>bold</b> and <i>slanted</i>", "<p><strong>bold</strong> and <em>slanted</em></p>"),
        ("<p>x</p><ul><li>a</li></ul>", "<p>x</p><ul><li>a</li></ul>"),
        ('<table><tr><th scope="col" onclick="x" style="y">H</th></tr></table>', None),
        ("<p>a\x00b\x1bc</p>", "<p>abc</p>"),
    ],
)
def test_what_an_office_writes_survives(typed, kept):
    if kept is None:
        assert '<th scope="col">H</th>' in cleaned(typed)
    else:
        assert cleaned(typed) == kept


@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(1)</script>",
        "<p onclick=x()>a</p>",
        "<p hx-get=/x data-hx-post=/y>a</p>",
        "<img src=x onerror=alert(1)>",
        '<img src="file:///etc/passwd">',
        '<a href="javascript:x()">a</a>',
        '<p style="background:url(file:///etc/passwd)">a</p>',
        "<style>@import url(http://x)</style>",
        "<svg><script>x</script></svg>",
        "<math><mtext><script>x</script></mtext></math>",
        '<iframe src="http://x"></iframe>',
        '<link rel="attachment" href="file:///etc/passwd">',
        '<form action="http://x"><input></form>',
        "<p class=x id=y>a</p>",
        "<!--[if mso]><script>x</script><![endif]-->",
        "<scr<script>ipt>x</scr</script>ipt>",
        '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
        '<th scope="x\\" onclick=\\"y">a</th>',
        '<td colspan="9999999999">a</td>',
    ],
)
def test_nothing_can_run_fetch_or_hook_on(attack):
    clean = cleaned(attack).lower()
    for mark in FORBIDDEN.split():
        assert mark not in clean.replace("&lt;", "")


def test_a_part_has_a_longest_length():
    with pytest.raises(TextTooLong):
        cleaned("x" * 400_001)


def test_plain_words_of_clean_text():
    assert as_plain("<p>One<br>two &amp; x</p><ul><li>a</li><li>b</li></ul>") == "One\ntwo & x\na\nb"


@given(st.text(max_size=300))
def test_cleaning_twice_changes_nothing_more(text):
    once = cleaned(text)
    assert cleaned(once) == once


@given(st.text(alphabet="<>/ab pscrit=\"'&;\n", max_size=120))
def test_cleaning_nearly_markup_twice_changes_nothing_more(text):
    once = cleaned(text)
    assert cleaned(once) == once


def test_from_plain_escapes_everything():
    assert from_plain("<b>") == "<p>&lt;b&gt;</p>"
