"""Each sentence that a page of a profile says is checked has tests, found and silent, and they say so.

A row is | sentence | rules | tests |. Each rule that the second cell links must be expected by a test of the third
("no [`rule`]" is a rule that stays silent there), and one test must expect nothing. The tests stand in the files that
the page links, or in the folder of one of the rules."""
import pathlib
import re
import sys

from seeds import body_of

PAGES = {"mmm.md": 40, "talloc-rules.md": 20, "zig-patterns.md": 25, "cex.md": 15}  # and how many rows at least


def bodies(root, linked, rules, name):
    """The functions `name` in the first of the places that has one."""
    folders = [p for rule in rules for p in sorted((root / "test/checks" / rule).glob("*.c"))]
    for files in (linked, folders):
        found = [body for file in files if (body := body_of(file.read_text(), name) or declaration(file, name))]
        if found:
            return found
    return []


def declaration(file, name):
    """`name` as it is declared alone, or written on one line; or a field."""
    match = re.search(r"^(?!//)[^\n;{}()=]*\b%s[(;].*$" % re.escape(name), file.read_text(), re.M)
    return match.group(0) if match else None


def row_problems(root, linked, cells):
    said = re.findall(r"(no )?\[`([a-z-]+)`\]\(checks/", cells[1])
    names = re.findall(r"`(\w+)`", cells[2])
    rules = [rule for _, rule in said]
    tests = {name: bodies(root, linked, rules, name) for name in names}
    for name, found in tests.items():
        if not found:
            yield "no test '%s'" % name
        elif ("bad" in name) != any("expect" in body for body in found):
            yield "'%s' expects %s" % (name, "nothing" if "bad" in name else "a finding")
    for no, rule in said:
        expected = [n for n, found in tests.items() if any(re.search(r"expect[^:\n]*: %s\b" % rule, b) for b in found)]
        if bool(expected) == bool(no):
            yield "%s: %s" % (rule, "expected by " + ", ".join(expected) if no else "no test expects it")
    if said and not any("expect" not in body for found in tests.values() for body in found):
        yield "no test is silent"


def main(root):
    problems = []
    for page, least in PAGES.items():
        text = (root / "docs" / page).read_text()
        linked = [root / "docs" / path for path in re.findall(r"\((\.\./test/checks/[^)]*\.c)\)", text)]
        rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines()
                if line.startswith("| ") and ("](checks/" in line or re.search(r"\| `\w+`[^|]*\|$", line))]
        rows = [cells for cells in rows if len(cells) == 3]
        problems += ["%s: %s: %s" % (page, cells[0][:50], p) for cells in rows
                     for p in row_problems(root, linked, cells)]
        if len(rows) < least:
            problems.append("%s: only %d rows were read" % (page, len(rows)))
    print("\n".join(problems))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1]).resolve()))
