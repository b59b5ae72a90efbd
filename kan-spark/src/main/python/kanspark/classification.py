"""Classification: the number of a class from a vector of features."""

from py4j.java_gateway import JavaObject
from pyspark.ml.classification import (
    _JavaProbabilisticClassificationModel,
    _JavaProbabilisticClassifier,
)
from pyspark.ml.param import Param, Params

from kanspark.estimator import _KANEstimator
from kanspark.model import _KANModel
from kanspark.params import _KANParams
from kanspark.summary import KANClassificationSummary, KANClassificationTrainingSummary

__all__ = ["KANClassifier", "KANClassificationModel"]


def _as_model(value):
    """Takes a model of Python, or of Java where a saved estimator brings one."""
    if isinstance(value, KANClassificationModel):
        return value
    if isinstance(value, JavaObject):
        return KANClassificationModel(value)
    raise TypeError("initialModel is %r, accepted: a KANClassificationModel" % (value,))


class KANClassifier(_KANEstimator, _JavaProbabilisticClassifier):
    """Fits a Kolmogorov-Arnold network to classes: logistic loss for two, softmax for more.

    Every parameter can be given by its name: KANClassifier(hiddenLayers=[32], maxIter=50).
    """

    _JAVA_CLASS = "org.kanspark.classification.KANClassifier"

    initialModel = Param(
        Params._dummy(),
        "initialModel",
        "Model to continue from; its shape, live edges, knots, input map and label scaling stay.",
        typeConverter=_as_model,
    )

    def _create_model(self, java_model):
        return KANClassificationModel(java_model)


class KANClassificationModel(_KANModel, _KANParams, _JavaProbabilisticClassificationModel):
    """Predicts classes, with raw predictions and probabilities."""

    _JAVA_CLASS = "org.kanspark.classification.KANClassificationModel"
    _SUMMARY = KANClassificationSummary
    _TRAINING_SUMMARY = KANClassificationTrainingSummary

    def __init__(self, java_model=None):
        super().__init__(java_model)

    @property
    def classNames(self):
        """Names of the classes, in the order of their numbers."""
        return list(self._java_obj.classNames())
