"""The nouns: vocabulary, settings, tables, reports, damage and results."""
