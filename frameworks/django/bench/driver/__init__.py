"""The same answers from the bare driver (psycopg), to measure what the ORM costs.

Only with DRIVER_ROUTES=1, on Django's own connections.
"""
