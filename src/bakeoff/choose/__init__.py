"""The answer: a profile of requirements, team and preferences against the table's values."""
