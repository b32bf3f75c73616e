"""run.py STATUS COMMAND...: runs it and fails unless it ends with STATUS."""
import subprocess
import sys

status = subprocess.run(sys.argv[2:]).returncode
if status != int(sys.argv[1]):
    print("exit status %d, expected %s: %s" % (status, sys.argv[1], " ".join(sys.argv[2:])), file=sys.stderr)
    sys.exit(1)
