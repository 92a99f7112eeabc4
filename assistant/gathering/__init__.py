"""From a query to what an answer may rest on: statements of the ledger, extracts of articles, and nothing else."""
