#!/bin/bash
# One grid as a SLURM array of stateless shards. Submit it from the project's folder, on a file system all nodes share:
#   sbatch --array=0-63 docs/sweeps/slurm.sh sweeps/countries.yaml
# then, when all are through: .venv/bin/recounted sweep sweeps/countries.yaml --collect
#SBATCH --job-name=recounted
#SBATCH --cpus-per-task=1
#SBATCH --mem=2G
#SBATCH --time=01:00:00
set -eu
SPEC=$1
# Exit code 1 says that some runs are rows with an error: no reason for SLURM to call the shard failed.
.venv/bin/recounted sweep "$SPEC" --workers 1 \
  --shard "$SLURM_ARRAY_TASK_ID/$SLURM_ARRAY_TASK_COUNT" || [ $? -eq 1 ]
