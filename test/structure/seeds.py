"""docs/seeds.md and the tests that it names say the same."""
import pathlib
import re
import sys


def body_of(text, name):
    """The function `name` in `text`, up to the brace that closes it at the margin."""
    head = r"^(?!//)[^\n;{}()]*\b%s\([^;{]*\) \{" % re.escape(name)
    match = re.search(head + r"(?:[^\n]*\}$|.*?^\}[^\n]*)", text, re.M | re.S)
    return match.group(0) if match else None


def row_problems(text, cells):
    """What is wrong with one row, whose tests stand in `text`."""
    _, _, tests, rule, verdict = cells
    rule = (re.findall(r"\[([a-z-]+)\]", rule) or [""])[0]
    for name in re.findall(r"`(\w+)`", tests):
        body = body_of(text, name)
        if body is None:
            yield "%s: no such test" % name
        elif verdict == "found" and not re.search(r"expect[^:\n]*: %s\b" % rule, body):
            yield "%s: does not expect %s" % (name, rule)
        elif verdict == "silent" and "expect" in body:
            yield "%s: expects a finding" % name
        elif verdict == "not seen" and not re.search(r"not seen: %s\b" % rule, body):
            yield "%s: does not say that %s is not seen" % (name, rule)


def main(root):
    problems, text, named, rows = [], "", {}, 0
    for line in (root / "docs/seeds.md").read_text().splitlines():
        file = re.match(r"\[(\w+\.c)\]\(\.\./(test/[^)]*)\)", line)
        if file:
            text = (root / file.group(2)).read_text()
            named[file.group(2)] = [set(re.findall(r"\b(\w+_(?:bad|ok|not_seen))\(.*\{", text)), set()]
            used = named[file.group(2)][1]
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if not line.startswith("|") or len(cells) != 5 or cells[0] in ("lines", "---"):
            continue
        rows += 1
        if "](../test/" in cells[2] or not cells[4]:
            continue
        used.update(re.findall(r"`(\w+)`", cells[2]))
        problems += row_problems(text, cells)
    for file, (there, used) in named.items():
        problems += ["%s: '%s' is not in the table" % (file, name) for name in sorted(there - used)]
    if rows < 100:
        problems.append("only %d rows were read" % rows)
    print("\n".join(problems))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1]).resolve()))
