"""Results as plain tables: what every export tells, and what only a restricted one may."""
