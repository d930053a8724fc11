"""Sources are asked politely: within their limits, not twice for the same, a dead one once."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from bakeoff.evidence.collectors.asker import AbsentError, Asker
from bakeoff.evidence.errors import SourceError

Handler = Callable[[httpx.Request], httpx.Response]
HOST = "api.example.org"


def asker(
    cache: Path, handler: Handler, slept: list[float] | None = None, token: str | None = None
) -> Asker:
    sleep = (lambda _: None) if slept is None else slept.append
    return Asker(
        HOST, cache, token=token, advice="; come back", transport=httpx.MockTransport(handler),
        sleep=sleep,
    )  # fmt: skip


def test_it_says_who_asks(tmp_path: Path) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        assert request.headers["User-Agent"].startswith("bakeoff/")
        return httpx.Response(200, json=[1])

    assert asker(tmp_path, answer).get("/a").body == [1]


def test_what_has_not_changed_is_not_sent_again(tmp_path: Path) -> None:
    asked = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request.headers.get("If-None-Match"))
        if asked[-1] == '"v1"':
            return httpx.Response(304)
        links = {"ETag": '"v1"', "Link": f'<https://{HOST}/a?page=2>; rel="next"'}
        return httpx.Response(200, json={"kept": 1, "left": 2}, headers=links)

    first = asker(tmp_path, answer).get("/a", lambda body: body["kept"])
    again = asker(tmp_path, answer).get("/a", lambda body: body["kept"])
    assert asked == [None, '"v1"']
    assert again == first
    assert again.following == f"https://{HOST}/a?page=2"
    assert "left" not in next(tmp_path.rglob("*.json")).read_text()


def test_a_date_does_where_there_is_no_etag(tmp_path: Path) -> None:
    day = "Wed, 25 Nov 2026 10:00:00 GMT"

    def answer(request: httpx.Request) -> httpx.Response:
        if request.headers.get("If-Modified-Since") == day:
            return httpx.Response(304)
        return httpx.Response(200, json=7, headers={"Last-Modified": day})

    assert [asker(tmp_path, answer).get("/a").body for _ in range(2)] == [7, 7]


def test_a_damaged_copy_is_asked_for_anew(tmp_path: Path) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        assert "If-None-Match" not in request.headers
        return httpx.Response(200, json=7, headers={"ETag": '"v1"'})

    asker(tmp_path, answer).get("/a")
    next(tmp_path.rglob("*.json")).write_text("{")
    assert asker(tmp_path, answer).get("/a").body == 7


@pytest.mark.parametrize(
    ("status", "headers", "body"),
    [
        (429, {"Retry-After": "7"}, {}),
        (403, {"Retry-After": "7"}, {"message": "You have exceeded a secondary rate limit"}),
        (503, {"Retry-After": "7"}, {}),
    ],
)
def test_it_waits_as_long_as_it_is_told(
    tmp_path: Path, status: int, headers: dict[str, str], body: dict[str, str]
) -> None:
    answers = [httpx.Response(status, json=body, headers=headers), httpx.Response(200, json=1)]
    slept: list[float] = []
    assert asker(tmp_path, lambda _: answers.pop(0), slept).get("/a").body == 1
    assert slept == [pytest.approx(7, abs=0.5)]


def test_a_refusal_that_names_no_time_is_given_a_minute(tmp_path: Path) -> None:
    refused = httpx.Response(403, json={"message": "You have exceeded a secondary rate limit."})
    answers = [refused, httpx.Response(200, json=1)]
    slept: list[float] = []
    assert asker(tmp_path, lambda _: answers.pop(0), slept).get("/a").body == 1
    assert slept == [pytest.approx(60, abs=0.5)]


def test_where_the_hour_is_used_up_it_stops_and_says_when_to_come_back(tmp_path: Path) -> None:
    asked = []
    reset = int(time.time()) + 1800
    again = time.strftime("%H:%M", time.gmtime(reset + 1))

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        limits = {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": str(reset)}
        return httpx.Response(403, json={"message": "API rate limit exceeded"}, headers=limits)

    one = asker(tmp_path, answer)
    for _ in range(3):
        with pytest.raises(SourceError, match=f"no more until {again} UTC; come back"):
            one.get("/a")
    assert len(asked) == 1


def test_the_last_question_of_the_hour_is_answered_and_no_further_one_sent(tmp_path: Path) -> None:
    asked = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        reset = str(int(time.time()) + 1800)
        limits = {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": reset}
        return httpx.Response(200, json=1, headers=limits)

    one = asker(tmp_path, answer)
    assert one.get("/a").body == 1
    with pytest.raises(SourceError, match="no more until"):
        one.get("/b")
    assert len(asked) == 1


def test_a_dead_source_is_asked_once(tmp_path: Path) -> None:
    asked = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        raise httpx.ConnectError("[Errno -2] Name or service not known", request=request)

    one = asker(tmp_path, answer)
    for _ in range(3):
        with pytest.raises(SourceError) as caught:
            one.get("/a")
        assert str(caught.value) == f"{HOST} does not answer: Name or service not known"
    assert len(asked) == 1


def test_a_slow_source_is_given_a_second_chance(tmp_path: Path) -> None:
    asked = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        raise httpx.ReadTimeout("", request=request)

    with pytest.raises(SourceError, match="does not answer: nothing within 30 s"):
        asker(tmp_path, answer).get("/a")
    assert len(asked) == 2


def test_a_source_with_a_fault_of_its_own_is_asked_three_times(tmp_path: Path) -> None:
    asked: list[Any] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return httpx.Response(502)

    with pytest.raises(SourceError, match="answers 502, 3 times"):
        asker(tmp_path, answer).get("/a")
    assert len(asked) == 3


def test_an_absent_page_is_no_dead_source(tmp_path: Path) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(404) if request.url.path == "/a" else httpx.Response(200, json=1)

    one = asker(tmp_path, answer)
    with pytest.raises(AbsentError):
        one.get("/a")
    assert one.get("/b").body == 1


def test_what_is_no_json_is_said_and_not_kept(tmp_path: Path) -> None:
    page = httpx.Response(200, text="<html>", headers={"ETag": '"v1"'})
    with pytest.raises(SourceError, match="no JSON"):
        asker(tmp_path, lambda _: page).get("/a")
    assert not list(tmp_path.rglob("*.json"))


def test_the_token_goes_to_its_own_host_only(tmp_path: Path) -> None:
    seen = {}

    def answer(request: httpx.Request) -> httpx.Response:
        seen[request.url.host] = request.headers.get("Authorization")
        if request.url.host == HOST:
            return httpx.Response(302, headers={"Location": "https://elsewhere.example/b"})
        return httpx.Response(200, json=1, headers={"Link": '<https://evil.example>; rel="next"'})

    found = asker(tmp_path, answer, token="s3cret").get("/a")
    assert seen == {HOST: "Bearer s3cret", "elsewhere.example": None}
    assert found.following is None
