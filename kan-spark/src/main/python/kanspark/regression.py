"""Regression: one or several numeric labels from a vector of features."""

from py4j.java_gateway import JavaObject
from pyspark.ml.param import Param, Params
from pyspark.ml.param.shared import HasFeaturesCol, HasLabelCol, HasPredictionCol
from pyspark.ml.regression import _JavaRegressionModel, _JavaRegressor
from pyspark.ml.wrapper import JavaEstimator, JavaModel

from kanspark.estimator import _KANEstimator
from kanspark.java import java_package
from kanspark.model import _KANModel
from kanspark.params import _KANLossParams, _KANParams
from kanspark.setters import _KANLossSetters
from kanspark.summary import (
    KANMultiRegressionSummary,
    KANMultiRegressionTrainingSummary,
    KANRegressionSummary,
    KANRegressionTrainingSummary,
)

__all__ = [
    "KANRegressor",
    "KANRegressionModel",
    "KANMultiRegressor",
    "KANMultiRegressionModel",
]


def _taking(value, model):
    if isinstance(value, model):
        return value
    if isinstance(value, JavaObject):
        return model(value)
    raise TypeError("initialModel is %r, accepted: a %s" % (value, model.__name__))


def _as_model(value):
    """Takes a model of Python, or of Java where a saved estimator brings one."""
    return _taking(value, KANRegressionModel)


def _as_multi_model(value):
    """Takes a model of Python, or of Java where a saved estimator brings one."""
    return _taking(value, KANMultiRegressionModel)


class KANRegressor(_KANEstimator, _KANLossSetters, _JavaRegressor):
    """Fits a Kolmogorov-Arnold network to a numeric label, on all executors.

    Every parameter can be given by its name: KANRegressor(hiddenLayers=[5], maxIter=50).
    """

    _JAVA_CLASS = "org.kanspark.regression.KANRegressor"

    initialModel = Param(
        Params._dummy(),
        "initialModel",
        "Model to continue from; its shape, live edges, knots, input map and label scaling stay.",
        typeConverter=_as_model,
    )

    def _create_model(self, java_model):
        return KANRegressionModel(java_model)


class KANRegressionModel(_KANModel, _KANParams, _KANLossParams, _JavaRegressionModel):
    """Predicts a numeric label: raw features in, raw label out."""

    _JAVA_CLASS = "org.kanspark.regression.KANRegressionModel"
    _SUMMARY = KANRegressionSummary
    _TRAINING_SUMMARY = KANRegressionTrainingSummary

    def __init__(self, java_model=None):
        super().__init__(java_model)

    def totalEffects(self, dataset):
        """Returns the total Sobol index of every feature by its name."""
        return dict(self._java_obj.totalEffects(dataset._jdf))

    def suggestSymbolic(self, layer, input, sum, count=5):
        """Returns a table of the functions that fit an edge best."""
        return self._java_obj.suggestSymbolic(layer, input, sum).table(count)

    def fixSymbolic(self, layer, input, sum, name):
        """Returns a model with a function in place of an edge's spline."""
        return self._changed(self._java_obj.fixSymbolic(layer, input, sum, name))

    def unfixSymbolic(self, layer, input, sum):
        """Returns a model with a spline in place of an edge's function."""
        return self._changed(self._java_obj.unfixSymbolic(layer, input, sum))

    def autoSymbolic(self, dataset):
        """Replaces splines by functions; returns the model and what became of each edge."""
        settings = java_package().kernel.conversion.ConversionSettings.defaults()
        converted = self._java_obj.autoSymbolic(dataset._jdf, settings)
        return self._changed(converted.model()), converted.report()


class _Columns(HasFeaturesCol, HasLabelCol, HasPredictionCol):
    """Names the columns of a regression of several labels."""

    def setFeaturesCol(self, value):
        """Sets featuresCol."""
        return self._set(featuresCol=value)

    def setPredictionCol(self, value):
        """Sets predictionCol."""
        return self._set(predictionCol=value)


class KANMultiRegressor(_KANEstimator, _Columns, JavaEstimator):
    """Fits one Kolmogorov-Arnold network to several numeric labels: a column of vectors or arrays."""

    _JAVA_CLASS = "org.kanspark.regression.KANMultiRegressor"

    initialModel = Param(
        Params._dummy(),
        "initialModel",
        "Model to continue from; its shape, live edges, knots, input map and label scaling stay.",
        typeConverter=_as_multi_model,
    )

    def setLabelCol(self, value):
        """Sets labelCol."""
        return self._set(labelCol=value)

    def _create_model(self, java_model):
        return KANMultiRegressionModel(java_model)


class KANMultiRegressionModel(_KANModel, _KANParams, _Columns, JavaModel):
    """Predicts several numeric labels: raw features in, a vector of raw labels out."""

    _JAVA_CLASS = "org.kanspark.regression.KANMultiRegressionModel"
    _SUMMARY = KANMultiRegressionSummary
    _TRAINING_SUMMARY = KANMultiRegressionTrainingSummary

    def __init__(self, java_model=None):
        super().__init__(java_model)

    @property
    def numFeatures(self):
        """Number of features."""
        return self._call_java("numFeatures")

    @property
    def numLabels(self):
        """Number of labels."""
        return self._call_java("numLabels")

    @property
    def labelNames(self):
        """Names of the labels, in their order in the vector."""
        return list(self._java_obj.labelNames())

    def predict(self, value):
        """Predicts the labels of one vector of features."""
        return self._call_java("predict", value)
