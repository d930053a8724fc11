"""Build, run and stop: services, their database, and whatever else a run starts."""
