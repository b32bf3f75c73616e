"""Asks `deed explain` what it makes of each declaration of Inputs/comments.h.

comments.py DEED HEADER: a line that ends in `// is: WORDS` belongs to the declaration
that ends on it; WORDS are the words for its parameters and its result that come from
the comment or a macro. What the type alone says does not count.
"""
import re
import subprocess
import sys


def said(text):
    """The words of one function in what `deed explain` prints."""
    words = []
    for index, word in re.findall(r"^  parameter (\d+) '\w*': (.*)$", text, re.M):
        if word != "unknown" and "by its type alone" not in word:
            words.append("%s: %s" % (index, word.split(" (")[0]))
    result = re.search(r"^  result: (.*)$", text, re.M)
    if result and result.group(1) not in ("unknown", "scalar"):
        words.append("returns: " + result.group(1))
    success = re.search(r"^  succeeds: where the result is (.*)$", text, re.M)
    if success:
        words.append("success: " + success.group(1))
    return ", ".join(words)


def main(deed, header):
    lines = open(header, encoding="utf-8").read().split("\n")
    wrong = count = 0
    for last, line in enumerate(lines):
        end = re.search(r"// is:(.*)$", line)
        if not end:
            continue
        first = last
        while not re.search(r"\b[a-z]\d\d\(", lines[first]):
            first -= 1
        column = re.search(r"\b[a-z]\d\d\(", lines[first]).start() + 1
        place = "%s:%d:%d" % (header, first + 1, column)
        run = subprocess.run([deed, "explain", place, "--", "-xc"], capture_output=True, text=True, check=False)
        if run.returncode != 0 or "function '" not in run.stdout:
            print("%s: exit %d\n%s%s" % (place, run.returncode, run.stdout, run.stderr))
            wrong += 1
            continue
        count += 1
        if said(run.stdout) != end.group(1).strip():
            print("%s: %s\n  wanted: %s\n  got:    %s" % (place, line.strip(), end.group(1).strip(), said(run.stdout)))
            wrong += 1
    print("%d declarations, %d wrong" % (count, wrong))
    return 1 if wrong or not count else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
