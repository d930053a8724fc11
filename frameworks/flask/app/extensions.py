"""What the blueprints share; bound to the application by `init_app`."""

from app.database import Database
from app.upstream import Upstream

database = Database()
upstream = Upstream()
