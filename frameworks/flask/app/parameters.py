from flask import request


def count(name: str, limit: int) -> int:
    """The parameter as an integer from 1 to the limit; 1 if it is none."""
    try:
        return min(max(int(request.args[name]), 1), limit)
    except (KeyError, ValueError):
        return 1
