"""What was found: dated facts, each with its source; read from files that are never edited."""
