"""The demonstration: schools with invented people and a term of history, made through the same services as everything else."""
