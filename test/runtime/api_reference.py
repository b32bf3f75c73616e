#!/usr/bin/env python3
"""api_reference.py INCLUDE_DIR [--check PAGE | --write PAGE]: the reference of libdeed's functions, from the headers' comments.

Every header with public functions says at its top, tagged, what holds for all of them: units, NULL, errors, threads, cost. Every
public function stands under a comment of its own or of its group, which says what differs. Exit 1 where one of these is missing,
or where PAGE (docs/runtime-reference.md) is not what the headers say now."""
import re
import sys
from pathlib import Path

TAGS = ("units", "NULL", "errors", "threads", "cost")
ORDER = """base report allocator heap page arena scope fixed pool locked smp context talloc debug failing testing tracing validate
assert ar_assert cleanup refcount""".split()


def text_of(comment):
    body = re.sub(r"^/\*+|\*/$", "", comment.strip())
    return [re.sub(r"^\s*\*( |$)", "", line).rstrip() for line in body.split("\n")]


def head_of(comment):
    """What the header says in general, and its tagged lines."""
    prose, tags, now = [], {}, None
    for line in text_of(comment):
        tag = re.match(r" (%s): (.*)" % "|".join(TAGS), line)
        if tag:
            now = tag.group(1)
            tags[now] = tag.group(2)
        elif now and line.startswith("  "):
            tags[now] += " " + line.strip()
        else:
            prose.append(line)
    return "\n".join(prose).replace("Unless a function says otherwise:", "").strip(), tags


def functions(source):
    """(comment, declarations) for each group of public functions; a group ends at an empty line or at the next comment."""
    groups, comment, depth, declaration = [], None, 0, ""
    pattern = re.compile(r"/\*.*?\*/[ \t]*\n?|[^\n]*\n", re.S)
    for part in pattern.findall(source):
        if depth == 0 and not declaration and part.startswith("/*"):
            comment = part
            groups.append((comment, []))
            continue
        if part.strip() == "":
            if depth == 0 and not declaration:
                comment = None
            continue
        if part.lstrip().startswith("#") and not declaration:
            continue
        opens = part.count("{") - part.count("}")
        if depth == 0 and (declaration or re.match(r"(DEED_API|static inline) .*\(", part)):
            declaration += part
            if re.search(r"[;{]\s*(/\*.*\*/)?\s*$|\{", part):
                name = re.search(r"(\w+)\(", re.sub(r"__attribute__\(\(.*?\)\)", "", declaration))
                found = (name.group(1), re.sub(r"\s*\{.*", ";", declaration, flags=re.S).strip())
                if not found[0].endswith("_"):
                    if comment is None:
                        groups.append((None, []))
                        comment = ""
                    groups[-1][1].append(found)
                declaration = ""
        depth += opens
    return [g for g in groups if g[1]]


def clean(declaration):
    declaration = re.sub(r"\b(DEED_API|DEED_MUST_USE|static inline)\s+", "", declaration)
    return re.sub(r"\s+DEED_PRINTF\([^)]*\)", "", declaration)


def main():
    include = Path(sys.argv[1]) / "deed"
    page, wrong, total = [], [], 0
    names = {p.stem: p for p in include.glob("*.h")}
    for stem in [n for n in ORDER if n in names] + sorted(set(names) - set(ORDER)):
        source = re.sub(r"\\\n", " ", names[stem].read_text())
        first = re.match(r"/\*.*?\*/", source, re.S).group(0)
        groups = functions(source[len(first):])
        if not groups:
            continue
        prose, tags = head_of(first)
        for tag in TAGS:
            if not tags.get(tag):
                wrong.append(f"{stem}.h: its top says nothing of '{tag}'")
        page.append(f"## {stem}.h\n\n{re.sub(r'^deed/[a-z_]+.h: ', '', prose)}\n")
        page.append("\n".join(f"- **{tag}**: {tags.get(tag, '')}" for tag in TAGS) + "\n")
        for comment, declared in groups:
            total += len(declared)
            if not comment:
                wrong += [f"{stem}.h: {name} stands under no comment" for name, _ in declared]
                continue
            page.append("```c\n" + "\n".join(clean(d) for _, d in declared) + "\n```\n\n" + "\n".join(text_of(comment)).strip() + "\n")
    if total < 150:
        wrong.append(f"only {total} functions found")
    text = """# libdeed: reference

Every public function, from the comments of `runtime/include/deed/` (written by `test/runtime/api_reference.py`, which a test holds
to them: change the header, then run it with `--write`). What a header says of units, NULL, errors, threads and cost holds for all of
its functions, unless the text under one says otherwise. Which allocator for what: [runtime.md](runtime.md).

""" + "\n".join(page)
    if len(sys.argv) > 3 and sys.argv[2] == "--write":
        Path(sys.argv[3]).write_text(text)
    elif len(sys.argv) > 3 and Path(sys.argv[3]).read_text() != text:
        wrong.append(f"{sys.argv[3]} is not what the headers say: run api_reference.py {sys.argv[1]} --write {sys.argv[3]}")
    print("\n".join(wrong) if wrong else f"{total} functions")
    return 1 if wrong else 0


sys.exit(main())
