"""What both estimators have."""

from kanspark.java import _Saved, java_package, take_defaults
from kanspark.setters import _KANSetters


class _KANEstimator(_KANSetters, _Saved):
    """Makes the Java estimator, and hands it the model to begin at."""

    def __init__(self, **params):
        super().__init__()
        java_package()
        self._java_obj = self._new_java_obj(self._JAVA_CLASS, self.uid)
        take_defaults(self)
        self.setParams(**params)

    def _make_java_param_pair(self, param, value):
        if param.name == "initialModel" and hasattr(value, "_to_java"):
            return self._java_obj.getParam(param.name).w(value._to_java())
        return super()._make_java_param_pair(param, value)
