"""deep_folders.py [--remove] DIR: C files in folders within folders, the last of which no path can name."""
import os
import shutil
import sys

NAME, DEPTH = "d" * 200, 30
TEXT = "#include <stdlib.h>\nvoid f(void) { char *p = malloc(1); free(p); free(p); }\n"

folder = sys.argv[-1]
if sys.argv[1] == "--remove":
    shutil.rmtree(folder)
    sys.exit()
os.mkdir(folder)
os.chdir(folder)
with open("a.c", "w") as f:
    f.write(TEXT)
for _ in range(DEPTH):
    os.mkdir(NAME)
    os.chdir(NAME)
with open("b.c", "w") as f:
    f.write(TEXT)
