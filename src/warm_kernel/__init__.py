"""Jupyter kernels that start warm: forked from a template process that has imported the scientific stack once.

`provisioner.py` is what Jupyter sees, `owner.py` is this process's end of the link to the template,
`template.py` is the template process and what becomes a kernel in it. Nothing here knows what the kernels are for.
"""
