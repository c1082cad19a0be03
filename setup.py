"""Everything is in pyproject.toml, but for one gap in setuptools that keeps the kernelspec out of editable installs.

It asks a distribution for `has_data` before it installs data files, and defines only `has_data_files`.
"""

from setuptools import Distribution, setup

Distribution.has_data = Distribution.has_data_files
setup()
