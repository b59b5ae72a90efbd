"""Gives the stages of kanspark.classification the name that Java has for them."""

from kanspark.classification import *  # noqa: F401,F403
