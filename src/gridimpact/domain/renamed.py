"""Old names of settings, accepted until version 0.3 with a warning that gives the new name.

An old name is accepted as a keyword, in `dataclasses.replace`, as an attribute, where assumptions are written by
name, and in saved files (`docs/nomenclature.md` lists them).
"""

import warnings
from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from typing import Any, TypeVar

T = TypeVar("T")

OLD_NAMES: Mapping[str, Mapping[str, str]] = {"network": {"tie_scale": "transfer_scale"}}
"""New name by old name, by group of settings."""


def accepts_old_names(group: str) -> Callable[[type[T]], type[T]]:
    """Return a class decorator that accepts the old names of a group of settings.

    Where both names are given the old one counts: `dataclasses.replace` adds the present value of every field
    that its caller did not name.

    Parameters
    ----------
    group : str
        Group of settings, such as `network`.

    Returns
    -------
    callable
        The decorator.
    """
    names = OLD_NAMES[group]

    def decorate(kind: type[T]) -> type[T]:
        construct: Any = kind.__init__

        @wraps(construct)
        def construct_with_old_names(self: T, **values: Any) -> None:
            for old in names.keys() & values.keys():
                warn_renamed(group, old)
                values[names[old]] = values.pop(old)
            construct(self, **values)

        kind.__init__ = construct_with_old_names  # type: ignore[method-assign,assignment]
        for old in names:
            setattr(kind, old, _old_attribute(group, old))
        return kind

    return decorate


def present_name(name: str) -> str:
    """Return the present name of an assumption: `network.transfer_scale` for `network.tie_scale`.

    Parameters
    ----------
    name : str
        Dotted name of an assumption, old or new.

    Returns
    -------
    str
        The new name.
    """
    group, _, field = name.partition(".")
    return f"{group}.{OLD_NAMES.get(group, {}).get(field, field)}" if field else name


def warn_renamed(group: str, old: str) -> None:
    """Warn that a setting has another name, with the caller's line.

    Parameters
    ----------
    group : str
        Group of settings.
    old : str
        Old name of the field.
    """
    warnings.warn(renamed_text(f"{group}.{old}"), DeprecationWarning, stacklevel=3)


def renamed_text(name: str) -> str:
    """Return what to write in the place of an old name.

    Parameters
    ----------
    name : str
        Old dotted name.

    Returns
    -------
    str
        In English.
    """
    return f"{name} is now called {present_name(name)}; the old name is accepted until version 0.3"


def renamed_in(names: Iterable[str]) -> tuple[str, ...]:
    """Return those of the names of assumptions that are old.

    Parameters
    ----------
    names : iterable of str
        Dotted names.

    Returns
    -------
    tuple of str
    """
    return tuple(name for name in names if present_name(name) != name)


def _old_attribute(group: str, old: str) -> property:
    def get(self: object) -> Any:
        warn_renamed(group, old)
        return getattr(self, OLD_NAMES[group][old])

    get.__doc__ = f"Old name of `{OLD_NAMES[group][old]}`; goes in version 0.3. [-]"
    return property(get)
