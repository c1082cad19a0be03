"""Jupyter kernels that start warm: forked from a template process that has imported the scientific stack once.

In this process `provisioner` is what Jupyter sees, `owner` starts templates and asks them for kernels, `process` is a
forked kernel. In the template `template` imports, forks and reports, and `fitness` tells whether a fork would be as
fresh as a new process. In the kernel `kernel` is what a fork becomes, with `surroundings` (limits and the like) and
`blas` (its number of threads). `messages` has the types of what is told from one to another. Nothing here knows what
the kernels are for.
"""
