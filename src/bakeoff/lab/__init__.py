"""How well: campaigns that measure services side by side."""
