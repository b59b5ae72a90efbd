"""Setters of the parameters of estimators."""

from kanspark.params import _KANLossParams, _KANParams


class _KANSetters(_KANParams):
    """Sets parameters one by one; each call returns the estimator."""

    def setContributionsCol(self, value):
        """Sets contributionsCol."""
        return self._set(contributionsCol=value)

    def setHandleInvalid(self, value):
        """Sets handleInvalid."""
        return self._set(handleInvalid=value)

    def setParams(self, **params):
        """Sets parameters by their names."""
        return self._set(**params)

    def setValidationFraction(self, value):
        """Sets validationFraction."""
        return self._set(validationFraction=value)

    def setValidationIndicatorCol(self, value):
        """Sets validationIndicatorCol."""
        return self._set(validationIndicatorCol=value)

    def setValidationPatience(self, value):
        """Sets validationPatience."""
        return self._set(validationPatience=value)

    def setWarmStart(self, value):
        """Sets warmStart."""
        return self._set(warmStart=value)

    def setWeightCol(self, value):
        """Sets weightCol."""
        return self._set(weightCol=value)

    def setInitialModel(self, value):
        """Sets the model that training begins at."""
        return self._set(initialModel=value)

    def getInitialModel(self):
        """Returns the model that training begins at; an error if there is none."""
        return self.getOrDefault(self.initialModel)

    def setAggregationDepth(self, value):
        """Sets aggregationDepth."""
        return self._set(aggregationDepth=value)

    def setBaseFunction(self, value):
        """Sets baseFunction."""
        return self._set(baseFunction=value)

    def setCheckpointDir(self, value):
        """Sets checkpointDir."""
        return self._set(checkpointDir=value)

    def setCheckpointInterval(self, value):
        """Sets checkpointInterval."""
        return self._set(checkpointInterval=value)

    def setDeterministic(self, value):
        """Sets deterministic."""
        return self._set(deterministic=value)

    def setEntropyWeight(self, value):
        """Sets entropyWeight."""
        return self._set(entropyWeight=value)

    def setExtrapolation(self, value):
        """Sets extrapolation."""
        return self._set(extrapolation=value)

    def setGaussNewtonMaxParameters(self, value):
        """Sets gaussNewtonMaxParameters."""
        return self._set(gaussNewtonMaxParameters=value)

    def setGridEps(self, value):
        """Sets gridEps."""
        return self._set(gridEps=value)

    def setGridRange(self, value):
        """Sets gridRange."""
        return self._set(gridRange=value)

    def setGridSize(self, value):
        """Sets gridSize."""
        return self._set(gridSize=value)

    def setHiddenLayers(self, value):
        """Sets hiddenLayers."""
        return self._set(hiddenLayers=value)

    def setL1Weight(self, value):
        """Sets l1Weight."""
        return self._set(l1Weight=value)

    def setLocalMaxMB(self, value):
        """Sets localMaxMB."""
        return self._set(localMaxMB=value)

    def setMaxBlockSizeInMB(self, value):
        """Sets maxBlockSizeInMB."""
        return self._set(maxBlockSizeInMB=value)

    def setMaxIter(self, value):
        """Sets maxIter."""
        return self._set(maxIter=value)

    def setMultiplicationNodes(self, value):
        """Sets multiplicationNodes."""
        return self._set(multiplicationNodes=value)

    def setRefineSchedule(self, value):
        """Sets refineSchedule."""
        return self._set(refineSchedule=value)

    def setRegParam(self, value):
        """Sets regParam."""
        return self._set(regParam=value)

    def setSeed(self, value):
        """Sets seed."""
        return self._set(seed=value)

    def setShrinkage(self, value):
        """Sets shrinkage."""
        return self._set(shrinkage=value)

    def setSmoothnessWeight(self, value):
        """Sets smoothnessWeight."""
        return self._set(smoothnessWeight=value)

    def setSolver(self, value):
        """Sets solver."""
        return self._set(solver=value)

    def setSplineDegree(self, value):
        """Sets splineDegree."""
        return self._set(splineDegree=value)

    def setTol(self, value):
        """Sets tol."""
        return self._set(tol=value)

    def setUpdateGrid(self, value):
        """Sets updateGrid."""
        return self._set(updateGrid=value)


class _KANLossSetters(_KANLossParams):
    """Sets what a regression minimises."""

    def setLoss(self, value):
        """Sets loss."""
        return self._set(loss=value)

    def setHuberDelta(self, value):
        """Sets huberDelta."""
        return self._set(huberDelta=value)

    def setQuantileLevel(self, value):
        """Sets quantileLevel."""
        return self._set(quantileLevel=value)
