"""An assessment as documents and files: words from `views`, tables from `adapters`."""
