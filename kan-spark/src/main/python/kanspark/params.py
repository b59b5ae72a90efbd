"""Parameters that the regressor, the classifier and their models share."""

from pyspark.ml.param import Param, Params, TypeConverters
from pyspark.ml.param.shared import HasWeightCol


class _KANParams(HasWeightCol):
    """Declares the parameters of every KAN; their defaults are those of the Java stage."""

    aggregationDepth = Param(
        Params._dummy(),
        "aggregationDepth",
        "Number of levels on which partial results of partitions are merged.",
        typeConverter=TypeConverters.toInt,
    )
    baseFunction = Param(
        Params._dummy(),
        "baseFunction",
        "Function added to the spline of every edge. Accepted: silu, identity, "
        "none.",
        typeConverter=TypeConverters.toString,
    )
    checkpointDir = Param(
        Params._dummy(),
        "checkpointDir",
        "Folder where fits save what they need to go on after the driver was "
        "killed; not set: they do not.",
        typeConverter=TypeConverters.toString,
    )
    checkpointInterval = Param(
        Params._dummy(),
        "checkpointInterval",
        "Number of accepted steps after which a fit saves to checkpointDir; -1: "
        "never.",
        typeConverter=TypeConverters.toInt,
    )
    contributionsCol = Param(
        Params._dummy(),
        "contributionsCol",
        "Column of what each feature adds to a prediction; not set: none.",
        typeConverter=TypeConverters.toString,
    )
    deterministic = Param(
        Params._dummy(),
        "deterministic",
        "Whether partial results are merged in the order of partitions, which "
        "gives the same model whatever the number of executors.",
        typeConverter=TypeConverters.toBoolean,
    )
    entropyWeight = Param(
        Params._dummy(),
        "entropyWeight",
        "Weight of the entropies of edges at a node, small where few matter, in "
        "the regularisation.",
        typeConverter=TypeConverters.toFloat,
    )
    extrapolation = Param(
        Params._dummy(),
        "extrapolation",
        "How splines continue outside their grid. Accepted: linear, constant, "
        "zero.",
        typeConverter=TypeConverters.toString,
    )
    gaussNewtonMaxParameters = Param(
        Params._dummy(),
        "gaussNewtonMaxParameters",
        "Largest number of network parameters for which solver gauss-newton is "
        "used.",
        typeConverter=TypeConverters.toInt,
    )
    gridEps = Param(
        Params._dummy(),
        "gridEps",
        "How knots are placed: 1 = evenly, 0 = at quantiles, between = a mix, "
        "-1 = chosen for every input.",
        typeConverter=TypeConverters.toFloat,
    )
    gridRange = Param(
        Params._dummy(),
        "gridRange",
        "Lowest and highest feature value on the grid; empty: taken from the "
        "data.",
        typeConverter=TypeConverters.toListFloat,
    )
    gridSize = Param(
        Params._dummy(),
        "gridSize",
        "Number of grid intervals of a spline; features of few values have fewer,"
        " amounts that most rows have none of up to four times as many.",
        typeConverter=TypeConverters.toInt,
    )
    handleInvalid = Param(
        Params._dummy(),
        "handleInvalid",
        "What becomes of rows with missing features (null or NaN): error, left "
        "out (skip), or a learned value of its own for every edge of the feature "
        "(keep). Accepted: error, skip, keep.",
        typeConverter=TypeConverters.toString,
    )
    hiddenLayers = Param(
        Params._dummy(),
        "hiddenLayers",
        "Number of nodes of each hidden layer; empty: one layer of edges, an "
        "additive model.",
        typeConverter=TypeConverters.toListInt,
    )
    l1Weight = Param(
        Params._dummy(),
        "l1Weight",
        "Weight of the sum of all edges' activity in the regularisation.",
        typeConverter=TypeConverters.toFloat,
    )
    localMaxMB = Param(
        Params._dummy(),
        "localMaxMB",
        "Rows up to this many MB are trained on in the driver, without a Spark "
        "job per pass; 0 = never.",
        typeConverter=TypeConverters.toFloat,
    )
    maxBlockSizeInMB = Param(
        Params._dummy(),
        "maxBlockSizeInMB",
        "Memory of a block of rows in MB; 0 = 1 MB.",
        typeConverter=TypeConverters.toFloat,
    )
    maxIter = Param(
        Params._dummy(),
        "maxIter",
        "Number of accepted optimisation steps, for each grid; 0 returns the "
        "initialised model.",
        typeConverter=TypeConverters.toInt,
    )
    multiplicationNodes = Param(
        Params._dummy(),
        "multiplicationNodes",
        "How many of the nodes of each hidden layer are products of two sums; "
        "empty: none.",
        typeConverter=TypeConverters.toListInt,
    )
    refineSchedule = Param(
        Params._dummy(),
        "refineSchedule",
        "Grid sizes to train at one after the other; empty: gridSize alone.",
        typeConverter=TypeConverters.toListInt,
    )
    regParam = Param(
        Params._dummy(),
        "regParam",
        "Weight of regularisation as a whole; 0 = none.",
        typeConverter=TypeConverters.toFloat,
    )
    seed = Param(
        Params._dummy(),
        "seed",
        "Seed of the initial parameters and of the row sample.",
        typeConverter=TypeConverters.toInt,
    )
    shrinkage = Param(
        Params._dummy(),
        "shrinkage",
        "Weight of the prior that draws coefficients towards 0, the less the "
        "more rows there are; 0 = none.",
        typeConverter=TypeConverters.toFloat,
    )
    smoothnessWeight = Param(
        Params._dummy(),
        "smoothnessWeight",
        "Weight of squared divided differences of coefficients, 0 on "
        "polynomials, in the regularisation.",
        typeConverter=TypeConverters.toFloat,
    )
    solver = Param(
        Params._dummy(),
        "solver",
        "Optimiser; auto picks one. Accepted: auto, l-bfgs, gauss-newton.",
        typeConverter=TypeConverters.toString,
    )
    splineDegree = Param(
        Params._dummy(),
        "splineDegree",
        "Degree of the splines.",
        typeConverter=TypeConverters.toInt,
    )
    tol = Param(
        Params._dummy(),
        "tol",
        "Relative improvement of a step below which training stops; "
        "gauss-newton stops as well where five steps lower the objective by "
        "less than 15 %.",
        typeConverter=TypeConverters.toFloat,
    )
    updateGrid = Param(
        Params._dummy(),
        "updateGrid",
        "Whether training moves grids to where the data is.",
        typeConverter=TypeConverters.toBoolean,
    )
    validationFraction = Param(
        Params._dummy(),
        "validationFraction",
        "Share of the rows held back to stop training by, where no column says "
        "which; 0 = none. The default applies from 2000 different rows on.",
        typeConverter=TypeConverters.toFloat,
    )
    validationIndicatorCol = Param(
        Params._dummy(),
        "validationIndicatorCol",
        "Boolean column, true for rows held back to stop training by; not set: "
        "validationFraction decides.",
        typeConverter=TypeConverters.toString,
    )
    validationPatience = Param(
        Params._dummy(),
        "validationPatience",
        "Number of accepted steps without a lower loss on the rows held back "
        "after which training stops; the best step's parameters are kept.",
        typeConverter=TypeConverters.toInt,
    )
    warmStart = Param(
        Params._dummy(),
        "warmStart",
        "What comes between a random start and the solver: local = steps over few "
        "rows each, on the driver's sample, then on every partition by itself, "
        "whose models are averaged; none = what the solver does itself. Accepted: "
        "none, local.",
        typeConverter=TypeConverters.toString,
    )

    def getAggregationDepth(self):
        """Returns the value of aggregationDepth or its default."""
        return self.getOrDefault(self.aggregationDepth)

    def getBaseFunction(self):
        """Returns the value of baseFunction or its default."""
        return self.getOrDefault(self.baseFunction)

    def getCheckpointDir(self):
        """Returns the value of checkpointDir or its default."""
        return self.getOrDefault(self.checkpointDir)

    def getCheckpointInterval(self):
        """Returns the value of checkpointInterval or its default."""
        return self.getOrDefault(self.checkpointInterval)

    def getContributionsCol(self):
        """Returns the value of contributionsCol or its default."""
        return self.getOrDefault(self.contributionsCol)

    def getDeterministic(self):
        """Returns the value of deterministic or its default."""
        return self.getOrDefault(self.deterministic)

    def getEntropyWeight(self):
        """Returns the value of entropyWeight or its default."""
        return self.getOrDefault(self.entropyWeight)

    def getExtrapolation(self):
        """Returns the value of extrapolation or its default."""
        return self.getOrDefault(self.extrapolation)

    def getGaussNewtonMaxParameters(self):
        """Returns the value of gaussNewtonMaxParameters or its default."""
        return self.getOrDefault(self.gaussNewtonMaxParameters)

    def getGridEps(self):
        """Returns the value of gridEps or its default."""
        return self.getOrDefault(self.gridEps)

    def getGridRange(self):
        """Returns the value of gridRange or its default."""
        return self.getOrDefault(self.gridRange)

    def getGridSize(self):
        """Returns the value of gridSize or its default."""
        return self.getOrDefault(self.gridSize)

    def getHandleInvalid(self):
        """Returns the value of handleInvalid or its default."""
        return self.getOrDefault(self.handleInvalid)

    def getHiddenLayers(self):
        """Returns the value of hiddenLayers or its default."""
        return self.getOrDefault(self.hiddenLayers)

    def getL1Weight(self):
        """Returns the value of l1Weight or its default."""
        return self.getOrDefault(self.l1Weight)

    def getLocalMaxMB(self):
        """Returns the value of localMaxMB or its default."""
        return self.getOrDefault(self.localMaxMB)

    def getMaxBlockSizeInMB(self):
        """Returns the value of maxBlockSizeInMB or its default."""
        return self.getOrDefault(self.maxBlockSizeInMB)

    def getMaxIter(self):
        """Returns the value of maxIter or its default."""
        return self.getOrDefault(self.maxIter)

    def getMultiplicationNodes(self):
        """Returns the value of multiplicationNodes or its default."""
        return self.getOrDefault(self.multiplicationNodes)

    def getRefineSchedule(self):
        """Returns the value of refineSchedule or its default."""
        return self.getOrDefault(self.refineSchedule)

    def getRegParam(self):
        """Returns the value of regParam or its default."""
        return self.getOrDefault(self.regParam)

    def getSeed(self):
        """Returns the value of seed or its default."""
        return self.getOrDefault(self.seed)

    def getShrinkage(self):
        """Returns the value of shrinkage or its default."""
        return self.getOrDefault(self.shrinkage)

    def getSmoothnessWeight(self):
        """Returns the value of smoothnessWeight or its default."""
        return self.getOrDefault(self.smoothnessWeight)

    def getSolver(self):
        """Returns the value of solver or its default."""
        return self.getOrDefault(self.solver)

    def getSplineDegree(self):
        """Returns the value of splineDegree or its default."""
        return self.getOrDefault(self.splineDegree)

    def getTol(self):
        """Returns the value of tol or its default."""
        return self.getOrDefault(self.tol)

    def getUpdateGrid(self):
        """Returns the value of updateGrid or its default."""
        return self.getOrDefault(self.updateGrid)

    def getValidationFraction(self):
        """Returns the value of validationFraction or its default."""
        return self.getOrDefault(self.validationFraction)

    def getValidationIndicatorCol(self):
        """Returns the value of validationIndicatorCol or its default."""
        return self.getOrDefault(self.validationIndicatorCol)

    def getValidationPatience(self):
        """Returns the value of validationPatience or its default."""
        return self.getOrDefault(self.validationPatience)

    def getWarmStart(self):
        """Returns the value of warmStart or its default."""
        return self.getOrDefault(self.warmStart)


class _KANLossParams(Params):
    """Declares what says which loss a regression minimises."""

    loss = Param(
        Params._dummy(),
        "loss",
        "What training minimises. Accepted: squared, huber, poisson, gamma, "
        "quantile.",
        typeConverter=TypeConverters.toString,
    )
    huberDelta = Param(
        Params._dummy(),
        "huberDelta",
        "Error from where loss huber grows linearly, in robust standard "
        "deviations of the label.",
        typeConverter=TypeConverters.toFloat,
    )
    quantileLevel = Param(
        Params._dummy(),
        "quantileLevel",
        "Quantile that loss quantile predicts.",
        typeConverter=TypeConverters.toFloat,
    )

    def getLoss(self):
        """Returns the value of loss or its default."""
        return self.getOrDefault(self.loss)

    def getHuberDelta(self):
        """Returns the value of huberDelta or its default."""
        return self.getOrDefault(self.huberDelta)

    def getQuantileLevel(self):
        """Returns the value of quantileLevel or its default."""
        return self.getOrDefault(self.quantileLevel)
