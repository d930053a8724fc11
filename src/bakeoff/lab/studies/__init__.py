"""Studies: what a campaign's rounds cannot tell, measured on one service at a time."""
