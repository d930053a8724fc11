"""The command line. Modules load heavy things only inside their commands."""
