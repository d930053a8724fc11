"""What is: the frameworks, read from their `framework.toml`."""
