"""Draws: values in, component trees and figures out; no input, no output."""
