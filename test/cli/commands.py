"""commands.py DEED: every command that the completion knows is known to deed, and has help."""
import re
import subprocess
import sys

deed = sys.argv[1]
text = subprocess.run([deed, "completion", "fish"], capture_output=True, text=True).stdout
commands = re.findall(r"-n __fish_use_subcommand -a (\S+)", text)
assert {"check", "baseline", "report", "ledger", "explain", "list"} <= set(commands), commands
for command in commands:
    done = subprocess.run([deed, command, "--nothing-like-this"], capture_output=True, text=True)
    if "unknown command '" + command in done.stderr:
        sys.exit("deed does not know the command that it completes: " + command)
