"""Builds and runs the program; the only place that reads settings."""
