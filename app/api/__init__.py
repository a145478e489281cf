"""The REST API, version 1: what programs ask with a token."""
