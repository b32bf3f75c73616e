"""odd.py DEED FILE: configurations that are none, each with what must be said."""
import os
import subprocess
import sys

deed, source = sys.argv[1:]


def expect(text):
    run = subprocess.run([deed, "check", source, "--"], capture_output=True, timeout=20)
    said = run.stderr.decode(errors="replace")
    if run.returncode != 2 or text not in said:
        sys.exit("expected '%s' and status 2, got %d: %s" % (text, run.returncode, said[:500]))


def given(content, text):
    with open(".deed.yaml", "wb") as f:
        f.write(content)
    expect(".deed.yaml:" + text)


given(b"", "1:1: the configuration is empty")
given(b"\n\n# nothing\n", "1:1: the configuration is empty")
given(b"Profile: a\0b\n", "1:11: there is a NUL byte here")
given(b"# \xc3\x28\n", "1:3: this is no UTF-8")
given(b"\xff\xfeP\0", "1:1: this is UTF-16")
given(b"Profile: [mmm\n", "")
given(b"Checks: " + b"[" * 100000, "1:")
given(b"Checks: " + b"- " * 100000, "1:")
given(b"Contracts: " + b"{a: " * 50000, "1:")
given(b"a: &a [x]\nb: [" + b"*a, " * 250000 + b"]\n", "1:1: the configuration is larger than 256 KiB")
given(b"Profile: &a mmm\nModels: [" + b"*a, " * 50000 + b"]\n", "2:10: aliases are not read")
os.remove(".deed.yaml")
os.mkdir(".deed.yaml")
expect(".deed.yaml: is a folder")
os.rmdir(".deed.yaml")
os.mkfifo(".deed.yaml")
expect(".deed.yaml: is no file")
os.remove(".deed.yaml")
os.symlink("nowhere", ".deed.yaml")
expect(".deed.yaml: is a link to a file that does not exist")
os.remove(".deed.yaml")
os.symlink(".deed.yaml", ".deed.yaml")
expect(".deed.yaml: cannot read the configuration: Too many levels of symbolic links")
os.remove(".deed.yaml")
with open(".deed.yaml", "w") as f:
    f.write("Profile: mmm\n")
os.chmod(".deed.yaml", 0)
if os.geteuid() != 0:
    expect(".deed.yaml: cannot read the configuration: Permission denied")
os.chmod(".deed.yaml", 0o600)
