"""A pytest plugin for `-p`: jsonschema makes a grammar for 0.8 s at its import, by which it checks nothing of ours."""

import sys

sys.modules.setdefault("rfc3987_syntax", None)
