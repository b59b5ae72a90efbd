"""Shares the name org with whatever else is installed under it."""

__path__ = __import__("pkgutil").extend_path(__path__, __name__)
