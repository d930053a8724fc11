"""One answer: what is right, what is wrong, and the sentence that says so."""

import json

import pytest

from bakeoff.contract.answers import body_bounds, verify_answer, verify_content_type
from bakeoff.contract.truth import Truth, page_of, seed_fortunes

HEADERS = {
    "server": "x",
    "date": "Sun, 06 Nov 1994 08:49:37 GMT",
    "content-type": "application/json",
    "content-length": "2",
}
PAGE = (
    "<!DOCTYPE html><html><head><title>Fortunes</title></head><body><table>"
    "<tr><th>id</th><th>message</th></tr>{}</table></body></html>"
)


def world(id_: object, number: object) -> dict[str, object]:
    return {"id": id_, "randomNumber": number}


def judged(path: str, body: object, truth: Truth | None = None, kind: str = "") -> str | None:
    raw = body.encode() if isinstance(body, str) else json.dumps(body).encode()
    headers = {**HEADERS, "content-type": kind or HEADERS["content-type"]}
    return verify_answer(path, 200, headers, raw, truth)


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/json", {"message": "Hello, World!"}),
        ("/db", world(4174, 331)),
        ("/db", '\n{ "randomNumber" : 331, "id" : 4174 }'),
        ("/queries?queries=2", [world(1, 1), world(10000, 10000)]),
        ("/queries?queries=foo", [world(1, 1)]),
        ("/updates", [world(5, 6)]),
        ("/upstream?calls=2", {"quotes": [{"id": 1, "text": "a"}, {"text": "ü", "id": 2}]}),
    ],
)
def test_right_answers(path: str, body: object) -> None:
    assert judged(path, body) is None


@pytest.mark.parametrize(
    ("path", "body", "says"),
    [
        ("/json", {"message": "Hello, world!"}, "must be {"),
        ("/json", '{"message":"a","message":"Hello, World!"}', "a key twice"),
        ("/json", "Hello", "is not JSON"),
        ("/db", [world(1, 1)], "must be as"),
        ("/db", world("1", 1), "answered id as"),
        ("/db", world(1.0, 1), "must be an integer"),
        ("/db", world(1, True), "must be an integer"),
        ("/db", world(0, 1), "from 1 to 10000"),
        ("/db", world(1, 10001), "from 1 to 10000"),
        ("/db", {**world(1, 1), "extra": 1}, "the keys 'id', 'randomNumber', 'extra'"),
        ("/db", {"id": 1, "randomnumber": 1}, "'randomnumber'"),
        ("/queries", world(1, 1), "must be a list"),
        ("/queries?queries=2", [world(1, 1)], "answered 1 rows; must be 2"),
        ("/queries?queries=2", [world(7, 1), world(7, 1)], "id 7 more than once"),
        ("/upstream", {"quotes": []}, "answered 0 quotes; must be a list of 1"),
        ("/upstream?calls=2", {"quotes": [{"id": 2, "text": ""}, {"id": 1, "text": ""}]}, "order"),
        ("/upstream", {"quotes": [{"id": 1, "text": None}]}, "must be the upstream's string"),
    ],
)
def test_wrong_answers(path: str, body: object, says: str) -> None:
    fault = judged(path, body)
    assert fault is not None
    assert fault.startswith(f"{path} ")
    assert says in fault


def test_rows_are_held_to_the_table_where_it_is_known() -> None:
    truth = Truth(worlds={1: 11, 2: 22})
    assert judged("/db", world(1, 11), truth) is None
    assert judged("/db", world(2, 11), truth) == (
        "/db answered randomNumber 11 for id 2; the table has 22"
    )


def test_quotes_are_held_to_the_upstream_where_it_is_known() -> None:
    truth = Truth(quotes={1: "said"})
    assert judged("/upstream", {"quotes": [{"id": 1, "text": "said"}]}, truth) is None
    assert judged("/upstream", {"quotes": [{"id": 1, "text": "made up"}]}, truth) == (
        "/upstream answered 'made up' for quote 1; the upstream says 'said'"
    )


def test_status_and_headers_come_first() -> None:
    assert verify_answer("/db", 503, {}, b"") == "/db answered 503; must be 200"
    assert verify_answer("/db", 200, {**HEADERS, "server": ""}, b"") == (
        "/db answered without the header Server"
    )
    tagged = {**HEADERS, "etag": '"1"'}
    assert "answered with Etag" in str(verify_answer("/json", 200, tagged, b""))
    unsized = {name: text for name, text in HEADERS.items() if name != "content-length"}
    assert "neither Content-Length nor chunked" in str(verify_answer("/db", 200, unsized, b""))


@pytest.mark.parametrize(
    ("path", "kind", "right"),
    [
        ("/json", "application/json", True),
        ("/json", "application/json; charset=utf-8", True),
        ("/json", 'Application/JSON;charset="UTF-8"', True),
        ("/json", "application/json; charset=latin-1", False),
        ("/json", "text/json", False),
        ("/json", "", False),
        ("/plaintext", "text/plain", True),
        ("/plaintext", "text/plain;charset=UTF-8", True),
        ("/plaintext", "text/html", False),
        ("/fortunes", "text/html; charset=utf-8", True),
        ("/fortunes", "text/html", False),
    ],
)
def test_content_types(path: str, kind: str, right: bool) -> None:
    assert (verify_content_type(path, {"content-type": kind}) is None) == right


def cells(fortunes: list[tuple[int, str]], gap: str = "") -> str:
    from html import escape

    rows = (f"<tr>{gap}<td>{i}</td>{gap}<td>{escape(m)}</td></tr>{gap}" for i, m in fortunes)
    return PAGE.format("".join(rows))


def test_the_page_of_the_seed_is_right_and_the_script_comes_first() -> None:
    rows = page_of(seed_fortunes())
    assert [id_ for id_, _ in rows] == [11, 4, 5, 2, 8, 0, 3, 7, 10, 6, 9, 1, 12]
    assert judged("/fortunes", cells(rows), kind="text/html; charset=utf-8") is None


def test_a_page_with_a_row_too_few_or_out_of_place() -> None:
    rows, kind = page_of(seed_fortunes()), "text/html; charset=utf-8"
    assert "lacks the row (12," in str(judged("/fortunes", cells(rows[:-1]), kind=kind))
    assert "must be sorted by message" in str(judged("/fortunes", cells(rows[::-1]), kind=kind))
    assert "a row more than once" in str(judged("/fortunes", cells([*rows, rows[0]]), kind=kind))
    assert "(id 0)" in str(judged("/fortunes", cells([r for r in rows if r[0]]), kind=kind))


@pytest.mark.parametrize("indent", [None, 4])
@pytest.mark.parametrize("number", [1, 10_000])
def test_right_bodies_lie_within_the_bounds(indent: int | None, number: int) -> None:
    def size(value: object) -> int:
        separators = None if indent else (",", ":")
        return len(json.dumps(value, indent=indent, separators=separators).encode())

    quotes = {"quotes": [{"id": i, "text": "a" * 200} for i in range(1, 21)]}
    for path, value in {
        "/json": {"message": "Hello, World!"},
        "/db": world(number, number),
        "/queries?queries=20": [world(number, number)] * 20,
        "/updates?queries=500": [world(number, number)] * 500,
        "/upstream?calls=20": quotes,
    }.items():
        low, high = body_bounds(path)
        assert low <= size(value) <= high, path


def test_the_bounds_notice_a_missing_row_and_a_lost_page() -> None:
    nineteen = len(json.dumps([world(1, 1)] * 19, separators=(",", ":")))
    assert nineteen < body_bounds("/queries?queries=20")[0]
    low, high = body_bounds("/fortunes")
    assert low <= len(cells(page_of(seed_fortunes()), gap="\n        ").encode()) <= high
    assert len(cells(page_of(seed_fortunes())[1:]).encode()) < low + 120
    assert body_bounds("/plaintext") == (13, 13)
