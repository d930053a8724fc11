"""Read the page of `/fortunes`: strict about tags, free about white space and escapes."""

from html.parser import HTMLParser

Tag = tuple[str, str]  # kind ("start", "end", "text", "doctype" ...) and name or text

_HEAD: tuple[Tag, ...] = (
    ("doctype", "doctype html"),
    *(("start", "html"), ("start", "head"), ("start", "title")),
    *(("text", "Fortunes"), ("end", "title"), ("end", "head")),
    *(("start", "body"), ("start", "table"), ("start", "tr")),
    *(("start", "th"), ("text", "id"), ("end", "th")),
    *(("start", "th"), ("text", "message"), ("end", "th"), ("end", "tr")),
)
_FOOT: tuple[Tag, ...] = (("end", "table"), ("end", "body"), ("end", "html"))


class PageError(ValueError):
    """The page is not as the contract wants it; its text says where."""


def read_page(body: bytes) -> list[tuple[int, str]]:
    """Return (id, message) of each row of the page, messages unescaped.

    Any correct way of escaping gives the same text (`&#39;`, `&apos;`, a plain quote). White
    space between tags, and around a cell's text, does not count.

    Raises:
        PageError: another structure, or a tag where a message should be.
    """
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        raise PageError("the page is not UTF-8") from None
    reader = _Reader()
    reader.feed(text)
    reader.close()
    tags = reader.tags
    _expect(tags[: len(_HEAD)], _HEAD)
    rows, place = [], len(_HEAD)
    while tags[place : place + 1] == [("start", "tr")]:
        row, place = _row(tags, place + 1)
        rows.append(row)
    _expect(tags[place:], _FOOT)
    return rows


def _row(tags: list[Tag], place: int) -> tuple[tuple[int, str], int]:
    cells = []
    for _ in range(2):
        _expect(tags[place : place + 1], (("start", "td"),))
        cell = tags[place + 1] if place + 1 < len(tags) else ("the end", "")
        if cell == ("end", "td"):  # an empty message
            cells.append("")
            place += 2
            continue
        if cell[0] == "start":
            raise PageError(f"a cell holds the tag <{cell[1]}>; messages must be escaped")
        _expect([cell], (("text", cell[1]),))
        after = tags[place + 2 : place + 3]
        if after and after[0][0] == "start":
            raise PageError(
                f"the message {_short(cell[1])} goes on with the tag <{after[0][1]}>; "
                "messages must be escaped"
            )
        _expect(after, (("end", "td"),))
        cells.append(cell[1])
        place += 3
    _expect(tags[place : place + 1], (("end", "tr"),))
    if not (cells[0].isascii() and cells[0].isdigit()):
        raise PageError(f"a row's id is {_short(cells[0])}; must be a number")
    return (int(cells[0]), cells[1]), place + 1


def _expect(found: list[Tag], expected: tuple[Tag, ...]) -> None:
    for place, tag in enumerate(expected):
        if place >= len(found):
            raise PageError(f"the page ends before {_name(tag)}")
        if found[place] != tag:
            raise PageError(f"the page has {_name(found[place])} where {_name(tag)} should be")
    if len(found) > len(expected):
        raise PageError(f"the page has {_name(found[len(expected)])} after its end")


def _name(tag: Tag) -> str:
    kind, name = tag
    form = {"start": "<{}>", "end": "</{}>", "doctype": "<!{}>", "comment": "<!--{}-->"}
    return form[kind].format(name) if kind in form else f"the text {_short(name)}"


def _short(text: str) -> str:
    return repr(text if len(text) <= 60 else text[:57] + "...")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[Tag] = []
        self._open = ""

    def handle_decl(self, decl: str) -> None:
        self._add("doctype", " ".join(decl.lower().split()))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if attrs:
            raise PageError(f"the tag <{tag}> has the attribute {attrs[0][0]}; must have none")
        self._add("start", tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self._add("end", tag)

    def handle_endtag(self, tag: str) -> None:
        self._add("end", tag)

    def handle_comment(self, data: str) -> None:
        self._add("comment", data)

    def handle_pi(self, data: str) -> None:
        self._add("comment", data)

    def unknown_decl(self, data: str) -> None:
        self._add("comment", data)

    def handle_data(self, data: str) -> None:
        # The parser may hand over one text in pieces: join first, strip when it has ended.
        if self.tags and self.tags[-1][0] == "raw":
            self.tags[-1] = ("raw", self.tags[-1][1] + data)
        else:
            self.tags.append(("raw", data))

    def close(self) -> None:
        super().close()
        self._settle()

    def _add(self, kind: str, name: str) -> None:
        self._settle()
        self.tags.append((kind, name))

    def _settle(self) -> None:
        if self.tags and self.tags[-1][0] == "raw":
            text = self.tags.pop()[1].strip(" \t\r\n\f")
            if text:
                self.tags.append(("text", text))
