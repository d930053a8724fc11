"""bakeoff: which backend framework suits your project, with measured evidence."""

__version__ = "0.1.0"
