"""The shipped policies, one YAML file each, and nothing else."""
