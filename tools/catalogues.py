"""Bring the catalogues of words up to date with the sources.

python tools/catalogues.py            # adds new texts, drops those that are gone, then lists what is untranslated
python tools/catalogues.py --check    # changes nothing; fails when something is missing
"""

import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from gridimpact.domain.assumptions import assumptions
from gridimpact.domain.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "gridimpact"
LANGUAGES = ("en", "uk")
KEYWORDS = {"_": (1,), "N_": (1,), "ngettext": (1, 2)}
METHODS = [("**.py", "python")]
HEADER = "# Words of gridimpact; tools/catalogues.py keeps this file in step with the sources."
_PLACE = re.compile(r"{(\w+)(?::[^}]*)?}")


def texts() -> Catalog:
    """Every text of the sources that people read."""
    found = Catalog()
    for _, _, text, _, _ in extract_from_dir(str(PACKAGE), METHODS, keywords=KEYWORDS):
        found.add(text)
    for one in assumptions(Settings()):
        for text in filter(None, (one.title, one.unit)):
            found.add(text)  # kept beside the settings themselves
    return found


def catalogue_path(language: str) -> Path:
    """File of a language."""
    return PACKAGE / "i18n" / "locale" / language / "LC_MESSAGES" / "gridimpact.po"


def read(language: str) -> Catalog:
    """Catalogue of a language; an empty one where there is no file yet."""
    path = catalogue_path(language)
    if not path.exists():
        return Catalog(locale=language)
    return read_po(BytesIO(path.read_bytes()), locale=language)


def update(language: str) -> None:
    """Write the catalogue of a language with the texts of the sources; translations are kept."""
    old, new = read(language), Catalog(locale=language, header_comment=HEADER, project="gridimpact", version="")
    new.creation_date = new.revision_date = old.creation_date if len(old) else new.creation_date
    for message in texts():
        if message.id:
            kept = old.get(message.id)
            new.add(message.id, kept.string if kept else None)
    content = BytesIO()
    write_po(content, new, width=110, sort_output=True, no_location=True)
    catalogue_path(language).parent.mkdir(parents=True, exist_ok=True)
    catalogue_path(language).write_bytes(content.getvalue())


def faults(language: str) -> Iterator[str]:
    """What is wrong with a catalogue: texts that are missing, left over, untranslated, or lose a value."""
    wanted = {_key(message.id) for message in texts() if message.id}
    catalogue = read(language)
    held = {_key(message.id): message for message in catalogue if message.id}
    yield from (f"{language}: not in the catalogue: {text!r}" for text in sorted(wanted - held.keys()))
    yield from (f"{language}: no longer in the sources: {text!r}" for text in sorted(held.keys() - wanted))
    for text, message in held.items():
        forms = message.string if isinstance(message.string, tuple) else (message.string,)
        if language == "en" and not any(forms):
            continue
        if not all(forms) or message.fuzzy:
            yield f"{language}: not translated: {text!r}"
        elif isinstance(message.id, tuple) and len(forms) != catalogue.num_plurals:
            yield f"{language}: {len(forms)} forms instead of {catalogue.num_plurals}: {text!r}"
        elif any(set(_PLACE.findall(form)) != set(_PLACE.findall(text)) for form in forms):
            yield f"{language}: other values in braces: {text!r}"


def _key(text: str | tuple[str, ...]) -> str:
    """The plural of a counted text stands for it."""
    return text if isinstance(text, str) else text[1]


def main() -> None:
    if "--check" not in sys.argv[1:]:
        for language in LANGUAGES:
            update(language)
    found = [fault for language in LANGUAGES for fault in faults(language)]
    print("\n".join(found) or f"{len(texts())} texts, nothing is missing")
    raise SystemExit(bool(found))


if __name__ == "__main__":
    main()
