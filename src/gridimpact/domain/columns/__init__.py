"""Every column that tables, files, terminal and app show: name, unit, words, number format, HXL hashtag, type.

`registry.COLUMNS` holds them all by name; the modules beside it list them by subject.
"""
