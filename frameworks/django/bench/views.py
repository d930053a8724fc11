from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from bench.responses import OrjsonResponse
from bench.selectors import fortune_list, world_get, world_ids_random
from bench.services import worlds_update_random
from bench.upstream import UpstreamError, quote_client


def _count(request: HttpRequest, name: str, limit: int) -> int:
    """The parameter as an integer from 1 to the limit; 1 if it is none."""
    try:
        return min(max(int(request.GET[name]), 1), limit)
    except (KeyError, ValueError):
        return 1


def _world(world_id: int, random_number: int) -> dict[str, int]:
    return {"id": world_id, "randomNumber": random_number}


def plaintext(request: HttpRequest) -> HttpResponse:
    return HttpResponse(b"Hello, World!", content_type="text/plain")


def json(request: HttpRequest) -> HttpResponse:
    return OrjsonResponse({"message": "Hello, World!"})


def db(request: HttpRequest) -> HttpResponse:
    [world_id] = world_ids_random(1)
    return OrjsonResponse(_world(*world_get(world_id)))


def queries(request: HttpRequest) -> HttpResponse:
    ids = world_ids_random(_count(request, "queries", 500))
    return OrjsonResponse([_world(*world_get(world_id)) for world_id in ids])


def updates(request: HttpRequest) -> HttpResponse:
    worlds = worlds_update_random(_count(request, "queries", 500))
    return OrjsonResponse([_world(world.id, world.random_number) for world in worlds])


def fortunes(request: HttpRequest) -> HttpResponse:
    return HttpResponse(
        render_to_string("bench/fortunes.html", {"fortunes": fortune_list()})
    )


def upstream(request: HttpRequest) -> HttpResponse:
    try:
        quotes = quote_client().fetch(_count(request, "calls", 20))
    except UpstreamError:
        return HttpResponse(status=502)
    return OrjsonResponse({"quotes": quotes})
