"""What every layer may use: the root of our errors, and where data and caches lie."""
