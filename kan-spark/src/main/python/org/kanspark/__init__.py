"""The Java packages of kanspark as Python modules, where PySpark looks for saved stages."""

__path__ = __import__("pkgutil").extend_path(__path__, __name__)
