"""What a running service must do: verifiers of answers, and checks of a whole service."""
