"""The whole site as files: works from a file system and from any web server."""
