"""Decides: what the app can do, without any web."""
