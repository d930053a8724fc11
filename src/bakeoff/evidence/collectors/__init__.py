"""Collectors: one file a source; each makes a collection of facts."""
