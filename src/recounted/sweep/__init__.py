"""Sweeps: a notebook run over a grid of parameters, on this machine, on a Dask cluster or as shards of a job array.

`spec` reads what to run, `tasks` is one run and its digest, `worker` runs it in a warm kernel, `local` and `cluster`
spread runs over processes, `store` keeps what is finished, `results` writes the two tables, `runner` ties them
together. Nothing here can change what a notebook shows.
"""
