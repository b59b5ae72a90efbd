"""What both models can do besides predicting."""

from kanspark.java import _Saved, java_package


class _KANModel(_Saved):
    """Explains, changes and exports a trained network."""

    @property
    def hasSummary(self):
        """Whether there is a summary: not of a loaded model."""
        return self._call_java("hasSummary")

    @property
    def summary(self):
        """How training went."""
        return self._TRAINING_SUMMARY(self._java_obj.summary())

    def evaluate(self, dataset):
        """Compares predictions with the labels of a DataFrame."""
        self._transfer_params_to_java()
        return self._SUMMARY(self._java_obj.evaluate(dataset._jdf))

    @property
    def featureNames(self):
        """Names of the features, in their order in the vector."""
        return list(self._java_obj.featureNames())

    @property
    def featureImportances(self):
        """Score of every feature by its name."""
        return dict(self._java_obj.featureImportances())

    def edgeImportances(self):
        """Returns live edges as (name of input, name of sum, score), the strongest first."""
        return [
            (ranked.__getattr__("from")(), ranked.to(), ranked.score())
            for ranked in self._java_obj.edgeImportances()
        ]

    def prune(self, nodeThreshold=0.01, edgeThreshold=0.03):
        """Returns a model without the nodes and edges that score no more than the thresholds."""
        return self._changed(self._java_obj.prune(float(nodeThreshold), float(edgeThreshold)))

    def removeEdge(self, layer, input, sum):
        """Returns a model without an edge."""
        return self._changed(self._java_obj.removeEdge(layer, input, sum))

    def removeNode(self, level, node):
        """Returns a model without a hidden node."""
        return self._changed(self._java_obj.removeNode(level, node))

    def refine(self, gridSize):
        """Returns the same model on a finer grid."""
        return self._changed(self._java_obj.refine(gridSize))

    def plotSvg(self):
        """Returns the network as a picture."""
        return self._java_obj.plotSvg()

    def toZeppelin(self):
        """Returns the text that shows the network in a Zeppelin note where it is printed."""
        return self._java_obj.toZeppelin()

    def showZeppelin(self):
        """Shows the network in a Zeppelin note."""
        print(self.toZeppelin())

    def exportJson(self):
        """Returns all it takes to evaluate the model elsewhere."""
        return self._java_obj.exportJson()

    def toSql(self, table):
        """Returns a query of Spark SQL that adds predictions to the rows of a table."""
        return self._java_obj.toSql(table)

    def toJava(self, className):
        """Returns the source of a Java class that predicts without Spark."""
        return self._java_obj.toJava(className)

    def toFormula(self, notation="text", digits=None):
        """Returns the model as a formula, where every edge is a function.

        notation is text or latex; digits rounds numbers to so many significant digits.
        """
        chosen = java_package().kernel.formula.Notation.valueOf(notation.upper())
        if digits is None:
            return self._java_obj.toFormula(chosen)
        return self._java_obj.toFormula(chosen, digits)

    def _changed(self, java_model):
        model = type(self)(java_model)
        model._transfer_params_from_java()
        return model
