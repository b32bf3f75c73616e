"""readme.py --deed BIN --root DIR: what README.md shows is what deed prints, and the options that it uses are there."""
import argparse
import re
import subprocess
import sys


def main():
    parser = argparse.ArgumentParser()
    for name in ("deed", "root"):
        parser.add_argument("--" + name, required=True)
    args = parser.parse_args()
    with open(args.root + "/README.md", encoding="utf-8") as file:
        text = file.read()
    blocks = re.findall(r"^```\n(.*?)^```", text, re.S | re.M)
    shown = [b for b in blocks if b.startswith(("error[", "warning["))]
    if len(shown) != 1:
        sys.exit("README.md has %d blocks with findings, not 1" % len(shown))
    done = subprocess.run([args.deed, "check", "--no-cache", "--quiet", "--use-color=false", "test/projects/demo", "--", "-Itest/projects/demo"],
                          cwd=args.root, capture_output=True, text=True)
    printed = done.stdout.split("\n\n")
    wrong = [p for p in shown[0].strip().split("\n\n") if p != "..." and p not in [q.strip() for q in printed]]
    for paragraph in wrong:
        print("README.md shows what deed does not print:\n" + paragraph)
    help_text = subprocess.run([args.deed, "--help"], capture_output=True, text=True, check=True).stdout
    for block in blocks:
        for line in block.splitlines():
            command = line.split("#")[0]
            if not re.match(r"deed \w", command):
                continue
            if not re.search(r"^  deed %s\b" % command.split()[1], help_text, re.M):
                wrong.append(line)
                print("README.md: no command of deed: " + line)
            for option in re.findall(r" --([a-z-]+)", command.split(" -- ")[0]):
                if not re.search(r"^  --%s\b" % option, help_text, re.M):
                    wrong.append(line)
                    print("README.md: no option of deed check: --" + option)
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
