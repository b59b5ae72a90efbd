"""Kolmogorov-Arnold networks on Apache Spark, for PySpark.

Wraps the Java stages of org.kanspark; the jar that has this package has them too:

    from kanspark import KANRegressor
    model = KANRegressor(hiddenLayers=[5], gridSize=5).fit(train)
    model.transform(test)
"""

from kanspark.classification import KANClassificationModel, KANClassifier
from kanspark.regression import (
    KANMultiRegressionModel,
    KANMultiRegressor,
    KANRegressionModel,
    KANRegressor,
)

__all__ = [
    "KANClassificationModel",
    "KANClassifier",
    "KANMultiRegressionModel",
    "KANMultiRegressor",
    "KANRegressionModel",
    "KANRegressor",
]
