"""How good predictions are, and how training went."""

from pyspark.ml.wrapper import JavaWrapper


def _numbers(*names):
    """Makes a class that reads numbers, texts and arrays of a Java summary by name."""

    def reader(name):
        return property(
            lambda self: self._call_java(name), doc="Reads %s of the Java summary." % name
        )

    return type("_Numbers", (JavaWrapper,), {name: reader(name) for name in names})


class _Training(
    _numbers(
        "objectiveHistory",
        "totalIterations",
        "validationHistory",
        "validationRows",
        "keptIteration",
        "passes",
        "forwardEvaluations",
        "gradientEvaluations",
        "curvatureEvaluations",
        "sampledEvaluations",
        "solver",
        "solverReason",
        "seconds",
        "rows",
        "weightSum",
    )
):
    """Tells how training went."""


class KANRegressionSummary(
    _numbers(
        "predictions",
        "featuresCol",
        "labelCol",
        "predictionCol",
        "residuals",
        "numInstances",
        "meanSquaredError",
        "rootMeanSquaredError",
        "meanAbsoluteError",
        "r2",
        "explainedVariance",
    )
):
    """Compares predicted with true labels."""


class KANRegressionTrainingSummary(KANRegressionSummary, _Training):
    """Compares predicted with true labels of the training rows."""


class KANMultiRegressionSummary(
    _numbers(
        "predictions",
        "featuresCol",
        "labelCol",
        "predictionCol",
        "numInstances",
        "meanSquaredErrors",
        "rootMeanSquaredErrors",
        "meanAbsoluteErrors",
        "r2s",
        "explainedVariances",
    )
):
    """Compares predicted with true labels, one number a label."""


class KANMultiRegressionTrainingSummary(KANMultiRegressionSummary, _Training):
    """Compares predicted with true labels of the training rows."""


class KANClassificationSummary(
    _numbers(
        "predictions",
        "featuresCol",
        "labelCol",
        "predictionCol",
        "probabilityCol",
        "weightCol",
        "numInstances",
        "labels",
        "accuracy",
        "logLoss",
        "recallByLabel",
        "truePositiveRateByLabel",
        "falsePositiveRateByLabel",
        "precisionByLabel",
        "weightedRecall",
        "weightedTruePositiveRate",
        "weightedFalsePositiveRate",
        "weightedPrecision",
        "areaUnderROC",
    )
):
    """Compares predicted with true classes."""

    def fMeasureByLabel(self, beta=1.0):
        """Returns the F-measure of every class."""
        return self._call_java("fMeasureByLabel", beta)

    def weightedFMeasure(self, beta=1.0):
        """Returns the F-measures of all classes, weighted by their rows."""
        return self._call_java("weightedFMeasure", beta)


class KANClassificationTrainingSummary(KANClassificationSummary, _Training):
    """Compares predicted with true classes of the training rows."""
