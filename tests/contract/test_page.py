"""The page of /fortunes: strict about tags, free about white space and escapes."""

import pytest

from bakeoff.contract.page import PageError, read_page

HEAD = "<!DOCTYPE html><html><head><title>Fortunes</title></head><body><table>"
TITLES = "<tr><th>id</th><th>message</th></tr>"
FOOT = "</table></body></html>"


def page(rows: str) -> bytes:
    return f"{HEAD}{TITLES}{rows}{FOOT}".encode()


def row(message: str) -> str:
    return f"<tr><td>7</td><td>{message}</td></tr>"


@pytest.mark.parametrize(
    "written",
    ["it&#39;s", "it&apos;s", "it's", "it&#x27;s", "  it's\n ", "&#105;t's"],
)
def test_any_correct_escaping_reads_the_same(written: str) -> None:
    assert read_page(page(row(written))) == [(7, "it's")]


def test_tags_that_are_escaped_are_text() -> None:
    assert read_page(page(row("&lt;script&gt;alert(&quot;a&quot;)&lt;/script&gt;"))) == [
        (7, '<script>alert("a")</script>')
    ]


def test_what_is_escaped_twice_stays_escaped() -> None:
    assert read_page(page(row("&amp;lt;b&amp;gt;"))) == [(7, "&lt;b&gt;")]


def test_white_space_between_tags_and_the_case_of_tags_are_free() -> None:
    loose = f"\n<!doctype HTML>\n{HEAD[15:]}\n  {TITLES.upper().replace('ID', 'id')}"
    loose = loose.replace("MESSAGE", "message") + f"\n\t{row('a')}\n{row('')}\r\n{FOOT}\n"
    assert read_page(loose.encode()) == [(7, "a"), (7, "")]


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (page(row("<script>alert(1)</script>")), "a cell holds the tag <script>"),
        (page(row("a <b>bold</b> word")), "goes on with the tag <b>"),
        (page(row("a")).replace(b"<!DOCTYPE html>", b""), "where <!doctype html> should be"),
        (page(row("a")).replace(b"<table>", b"<table class=x>"), "has the attribute class"),
        (page(row("a")).replace(b"</table>", b""), "where </table> should be"),
        (page(row("a")).replace(b"<table>", b"<table><tbody>"), "<tbody> where <tr> should be"),
        (page("<tr><td>x</td><td>a</td></tr>"), "must be a number"),
        (page("<tr><td>7</td></tr>"), "where <td> should be"),
        (page(row("a")) + b"<p>more</p>", "has <p> after its end"),
        (page(row("a"))[:120], "the page"),
        (b"", "ends before <!doctype html>"),
        (page(row("\xe4")).decode().encode("latin-1"), "not UTF-8"),
        (page("<!-- note -->" + row("a")), "<!-- note -->"),
    ],
)
def test_another_structure_is_refused(body: bytes, says: str) -> None:
    with pytest.raises(PageError) as refused:
        read_page(body)
    assert says in str(refused.value)
