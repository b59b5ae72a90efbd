"""Connects the Python stages with those of Java."""

from pyspark import SparkContext
from pyspark.ml.common import _java2py
from pyspark.ml.util import JavaMLReader, JavaMLWritable, MLReadable


def java_package():
    """Returns the Java package org.kanspark.

    An error says what is missing where the jar is not on the class path.
    """
    package = SparkContext._jvm.org.kanspark
    if type(package.regression.KANRegressor).__name__ == "JavaPackage":
        raise RuntimeError(
            "the Java classes of kanspark are not on the class path: start Spark with "
            "--packages org.kanspark:kan-spark_2.13:VERSION, or with --jars (and --py-files) JAR"
        )
    return package


def take_defaults(stage):
    """Gives a Python stage the defaults of its Java stage."""
    context = SparkContext._active_spark_context
    java = stage._java_obj
    for param in java.params():
        if java.hasDefault(param) and stage.hasParam(param.name()):
            value = _java2py(context, java.getOrDefault(param))
            stage._setDefault(**{param.name(): value})


class _Reader(JavaMLReader):
    """Reads a stage that Java wrote; its class is not where PySpark would look for it."""

    @classmethod
    def _java_loader_class(cls, clazz):
        return clazz._JAVA_CLASS


class _Saved(JavaMLWritable, MLReadable):
    """Saves and loads a stage."""

    @classmethod
    def read(cls):
        """Returns a reader of saved stages."""
        java_package()
        return _Reader(cls)
