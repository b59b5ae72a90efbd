"""Gives the stages of kanspark.regression the name that Java has for them."""

from kanspark.regression import *  # noqa: F401,F403
