"""Holds the includes to the direction that docs/architecture.md gives them.

engine <- paths, contexts, declarations, frontend, report <- the rest of tool.
The first column of RULES is a folder; its files may include only the layers in
the second. Layers marked Clang-free may not include clang/ or clang-c/.
"""
import pathlib
import re
import sys

RULES = {
    "checks/engine": {"engine"},
    "checks/paths": {"engine", "paths"},
    "checks/contexts": {"engine", "contexts"},
    "checks/declarations": {"engine", "declarations"},
    "checks/models": {"engine", "models"},
    "checks/frontend": {"engine", "paths", "contexts", "declarations", "models", "frontend"},
    "tool/report": {"engine", "report"},
    "tool/gate": {"engine", "report", "project", "gate"},
}
CLANG_FREE = {"checks/engine", "checks/paths", "checks/contexts", "checks/declarations",
              "checks/models", "tool/report", "tool/gate"}
LAYERS = {"engine", "paths", "contexts", "declarations", "models", "frontend",
          "report", "cli", "fix", "config", "project", "gate", "tidy", "plugin", "lsp"}
INCLUDE = re.compile(r'^\s*#\s*include\s+([<"])([^>"]+)[>"]')


def includes(path):
    for number, line in enumerate(path.read_text(errors="replace").splitlines(), 1):
        match = INCLUDE.match(line)
        if match:
            yield number, match.group(2)


def sources(folder):
    for path in sorted(folder.rglob("*")):
        if path.suffix in (".h", ".cpp", ".c", ".def", ".inc", ".cc", ".hpp") and path.is_file():
            yield path


def main(root):
    problems = []

    def complain(path, number, text):
        problems.append("%s:%d: %s" % (path.relative_to(root), number, text))

    for folder, allowed in RULES.items():
        own = folder.split("/")[-1]
        for path in sources(root / folder):
            for number, name in includes(path):
                first = name.split("/")[0] if "/" in name else own
                if first in LAYERS and first not in allowed:
                    complain(path, number, "%s must not include %s" % (folder, name))
                if folder in CLANG_FREE and re.match(r"clang(-c|-tidy)?/", name):
                    complain(path, number, "%s is Clang-free, but includes %s" % (folder, name))

    # The runtime and the linter know nothing of each other.
    for path in sources(root / "runtime"):
        for number, name in includes(path):
            if name.split("/")[0] in LAYERS | {"llvm", "clang"} or name.startswith("../../"):
                target = (path.parent / name).resolve()
                if not (target.exists() and target.is_relative_to(root / "runtime")) and not (
                        (root / "runtime" / "src" / name).exists()):
                    complain(path, number, "the runtime must not include %s" % name)
    for folder in ("checks", "tool"):
        for path in sources(root / folder):
            for number, name in includes(path):
                if name.startswith("deed/") or "runtime/" in name:
                    complain(path, number, "the linter must not include %s of the runtime" % name)

    # Conditions on Clang's version stand in one header.
    for folder in ("checks", "tool"):
        for path in sources(root / folder):
            if path.name == "ClangCompat.h":
                continue
            for number, line in enumerate(path.read_text(errors="replace").splitlines(), 1):
                if re.match(r"\s*#\s*(el)?if.*(CLANG|LLVM)_VERSION", line):
                    complain(path, number, "conditions on the version belong in checks/frontend/ClangCompat.h")

    print("\n".join(problems))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1]).resolve()))
