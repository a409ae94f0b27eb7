"""Bring the third-party files a browser needs from node_modules into static/vendor.

Run after `npm ci`. Nothing of it is committed: package-lock.json fixes the versions, this file says which files
are used. The NL Design System style sheets are bundled into one, and rules for classes that no template uses are left
out, because a first visit should stay small. A missing file or an unused class name stops the run.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from fonts import make_plain

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
VENDOR = ROOT / "static" / "vendor"

SANS = "@fontsource-variable/source-sans-3"
SERIF = "@fontsource/source-serif-4"

COPIES: dict[str, str] = {
    "htmx.org/dist/htmx.min.js": "htmx.min.js",
    "htmx.org/LICENSE": "licences/htmx.txt",
    f"{SANS}/LICENSE": "licences/source-sans-3.txt",
    f"{SERIF}/LICENSE": "licences/source-serif-4.txt",
    "@nl-design-system-candidate/button-css/LICENSE.md": "licences/nl-design-system.txt",
    "@utrecht/alert-css/LICENSE.md": "licences/utrecht.txt",
} | {
    f"{package}/files/{name}.woff2": f"fonts/{name}.woff2"
    for package, names in {
        SANS: [
            f"source-sans-3-{part}-wght-{style}" for part in ("latin", "latin-ext") for style in ("normal", "italic")
        ],
        SERIF: [
            f"source-serif-4-{part}-{weight}"
            for part in ("latin", "latin-ext")
            for weight in ("400-normal", "400-italic", "600-normal")
        ],
    }.items()
    for name in names
}

STYLE_SHEETS = (
    "@nl-design-system-candidate/button-css/dist/button.css",
    "@nl-design-system-candidate/data-badge-css/dist/data-badge.css",
    "@nl-design-system-candidate/link-css/dist/link.css",
    "@nl-design-system-candidate/skip-link-css/dist/skip-link.css",
    "@utrecht/alert-css/dist/index.min.css",
    "@utrecht/form-field-description-css/dist/index.min.css",
    "@utrecht/form-field-error-message-css/dist/index.min.css",
    "@utrecht/form-label-css/dist/index.min.css",
    "@utrecht/select-css/dist/index.min.css",
    "@utrecht/textarea-css/dist/index.min.css",
    "@utrecht/textbox-css/dist/index.min.css",
)

USED_CLASSES = set(
    """
    nl-button nl-button--primary nl-button--secondary nl-button--subtle nl-button--negative nl-button--disabled
    nl-data-badge nl-link nl-skip-link nl-skip-link--visible-on-focus
    utrecht-alert utrecht-alert__icon utrecht-alert__content utrecht-alert__message
    utrecht-alert--info utrecht-alert--ok utrecht-alert--warning utrecht-alert--error
    utrecht-form-field-description utrecht-form-field-error-message utrecht-form-label
    utrecht-select utrecht-select--invalid utrecht-select--disabled
    utrecht-textarea utrecht-textarea--invalid utrecht-textarea--disabled utrecht-textarea--read-only
    utrecht-textbox utrecht-textbox--invalid utrecht-textbox--disabled utrecht-textbox--read-only
    """.split()
)

CLASS_NAME = re.compile(r"\.(-?[_a-zA-Z][\w-]*)")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
TOP_LEVEL_COMMA = re.compile(r",(?![^(]*\))")


class AssetError(Exception):
    """A file or class that this script relies on is not there."""


def source(path: str) -> Path:
    """The file in node_modules, or a loud failure that says what to do."""
    file = MODULES / path
    if not file.is_file():
        raise AssetError(f"{file.relative_to(ROOT)} is missing: run `npm ci`, or correct scripts/assets.py.")
    return file


def blocks(css: str) -> Iterator[tuple[str, str]]:
    """Split a style sheet into (prelude, body) pairs at the outermost braces."""
    depth = start = brace = 0
    for index, character in enumerate(css):
        if character == "{":
            if depth == 0:
                brace = index
            depth += 1
        elif character == "}":
            depth -= 1
            if depth == 0:
                yield css[start:brace].strip(), css[brace + 1 : index]
                start = index + 1


def shake(css: str) -> str:
    """Keep the rules of which at least one selector uses only classes we use."""
    kept = []
    for prelude, body in blocks(css):
        if prelude.startswith("@"):
            if inner := shake(body):
                kept.append(f"{prelude}{{{inner}}}")
            continue
        selectors = [part for part in TOP_LEVEL_COMMA.split(prelude) if set(CLASS_NAME.findall(part)) <= USED_CLASSES]
        if selectors:
            kept.append(f"{','.join(selectors)}{{{body.strip()}}}")
    return "\n".join(kept)


def bundle() -> str:
    """All NL Design System rules in use, in the cascade layer that our own style sheets may overrule."""
    texts = [COMMENT.sub("", source(path).read_text(encoding="utf-8")) for path in STYLE_SHEETS]
    css = "\n".join(shake(text) for text in texts)
    if unused := USED_CLASSES - set(CLASS_NAME.findall(css)):
        raise AssetError(f"No style sheet knows these classes any more: {', '.join(sorted(unused))}.")
    head = "/* NL Design System and Utrecht components, EUPL-1.2, bundled by scripts/assets.py. */"
    return f"{head}\n@layer nl {{\n{css}\n}}\n"


def main() -> int:
    """Build static/vendor from scratch; 1 and a sentence when something is missing."""
    try:
        files = {target: source(path) for path, target in COPIES.items()}
        css = bundle()
    except AssetError as error:
        print(f"assets: {error}", file=sys.stderr)
        return 1
    shutil.rmtree(VENDOR, ignore_errors=True)
    for target, file in files.items():
        destination = VENDOR / target
        destination.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, destination)
    (VENDOR / "nl-design-system.css").write_text(css, encoding="utf-8")
    plain = make_plain(VENDOR / "fonts")
    print(f"assets: {len(files) + len(plain) + 1} files in {VENDOR.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
