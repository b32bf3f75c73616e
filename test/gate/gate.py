"""gate.py --deed BIN --dir DIR [NAME...]: the verdicts of deed check --since.

Makes a repository in DIR. Each scene below begins at its first commit, changes
something, and says which findings must fail the gate, as `file:line rule`, and
how many must count as fixed. What a scene does not name must not be reported.
"""
import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

ITEM_H = """#ifndef ITEM_H
#define ITEM_H
struct item { int number; char *own_text; };
struct queue;
struct item *item_new(int number);
void item_free(struct item *own_item);
int item_number(const struct item *ref_item);

void queue_push(struct queue *mut_queue, const struct item *ref_item);
/** Makes a text.
 * @return A string, caller owns it. */
char *text_of(int number);
#endif
"""
ITEM_C = """#include "item.h"
#include <stdlib.h>
struct item *item_new(int number) {
    struct item *own_item = malloc(sizeof *own_item);
    if (!own_item)
        return NULL;
    own_item->number = number;
    own_item->own_text = NULL;
    return own_item;
}
void item_free(struct item *own_item) {
    if (!own_item)
        return;
    free(own_item->own_text);
    free(own_item);
}
int item_number(const struct item *ref_item) { return ref_item->number; }
"""
# Old defects: a leak on line 6, a double free on line 14.
LEGACY_C = """#include <stdlib.h>
int legacy_leak(int flag) {
    char *buffer = malloc(16);
    if (!buffer) return 0;
    if (flag)
        return 1;
    free(buffer);
    return 0;
}

void legacy_twice(void) {
    char *memory = malloc(8);
    free(memory);
    free(memory);
}
"""
# No defect, but it frees an item after it pushed it.
CALLER_C = """#include "item.h"
void send_one(struct queue *mut_queue) {
    struct item *own_item = item_new(1);
    if (!own_item)
        return;
    queue_push(mut_queue, own_item);
    item_free(own_item);
}
"""
CLEAN_C = """#include <stdlib.h>
#include <string.h>
int clean(const char *ref_text) {
    char *own_copy = strdup(ref_text);
    if (!own_copy)
        return -1;
    int length = (int)strlen(own_copy);
    free(own_copy);
    return length;
}
int other(int number) { return number + 1; }
"""
UTIL_H = "#define LIMIT 10\nint util(int number);\n"
UTIL_C = '#include "util.h"\nint util(int number) { return number < LIMIT; }\n'

LEAKS = "int %s(int flag) {\n    char *data = malloc(4);\n    if (!data) return 0;\n    if (flag)\n        return 1;\n    free(data);\n    return 0;\n}\n"

scenes = []


def scene(*failing, fixed=0, code=None, words=(), old=None):
    def add(function):
        scenes.append((function.__name__, function, list(failing), fixed, code, list(words), old))
        return function
    return add


class Repository:
    def __init__(self, folder, deed):
        self.dir, self.deed, self.bare = folder, deed, folder + ".work"
        shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(folder)
        self.git("init", "-q", "-b", "main")
        for key, value in (("user.name", "T"), ("user.email", "t@example"), ("commit.gpgsign", "false"),
                           ("core.autocrlf", "false"), ("protocol.file.allow", "always")):
            self.git("config", key, value)
        self.write("include/item.h", ITEM_H)
        self.write("include/util.h", UTIL_H)
        self.write("src/item.c", ITEM_C)
        self.write("src/legacy.c", LEGACY_C)
        self.write("src/caller.c", CALLER_C)
        self.write("src/clean.c", CLEAN_C)
        self.write("src/util.c", UTIL_C)
        self.write(".gitignore", "build/\n")
        self.commit("first")
        self.git("tag", "first")

    def git(self, *words, cwd=None, check=True):
        done = subprocess.run(["git", *words], cwd=cwd or self.dir, capture_output=True, text=True,
                              env=dict(os.environ, GIT_CONFIG_GLOBAL="/dev/null", GIT_CONFIG_NOSYSTEM="1",
                                       GIT_ALLOW_PROTOCOL="file"))
        if check and done.returncode:
            sys.exit("git %s: %s" % (" ".join(words), done.stderr))
        return done.stdout

    def path(self, name):
        return os.path.join(self.dir, name)

    def write(self, name, text):
        os.makedirs(os.path.dirname(self.path(name)), exist_ok=True)
        with open(self.path(name), "w", encoding="utf-8") as file:
            file.write(text)

    def read(self, name):
        with open(self.path(name), encoding="utf-8") as file:
            return file.read()

    def replace(self, name, old, new):
        text = self.read(name)
        assert old in text, (name, old)
        self.write(name, text.replace(old, new, 1))

    def append(self, name, text):
        self.write(name, self.read(name) + text)

    def commit(self, message="change"):
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", message)

    def reset(self):
        self.git("checkout", "-q", "-f", "-B", "work", "first")
        self.git("branch", "-q", "-f", "main", "first")
        self.git("clean", "-q", "-f", "-d", "-x")

    def database(self, names=None):
        files = names or sorted(
            os.path.relpath(os.path.join(folder, name), self.dir)
            for folder, _, found in os.walk(self.dir)
            if "/.git" not in folder
            for name in found
            if name.endswith(".c"))
        os.makedirs(self.path("build"), exist_ok=True)
        with open(self.path("build/compile_commands.json"), "w", encoding="utf-8") as file:
            json.dump([{"directory": self.path("build"), "file": "../" + name,
                        "arguments": ["cc", "-I../include", "-c", "../" + name]} for name in files], file)

    def check(self, *words, since="main", cwd=None, env=None):
        environment = {k: v for k, v in os.environ.items() if k != "CI"}
        environment.update(env or {})
        done = subprocess.run([self.deed, "check", "--since=" + since, "-p", self.path("build"), "--format=short", *words],
                              cwd=cwd or self.dir, capture_output=True, text=True, env=environment)
        return done.returncode, done.stdout, done.stderr


# ---- new defects

@scene("src/clean.c:14 leak")
def new_function_with_a_leak(r):
    r.append("src/clean.c", "int leaks(void) { char *p = malloc(1);\n    return p != NULL;\n}\n".replace("{ char", "{\n    char"))
    r.commit()

@scene("src/clean.c:9 use-after-free")
def new_use_after_free(r):
    r.replace("src/clean.c", "    return length;\n", "    return length + own_copy[0];\n")
    r.commit()

@scene("src/new.c:6 leak")
def new_file(r):
    r.write("src/new.c", "#include <stdlib.h>\n" + LEAKS % "fresh")
    r.commit()

@scene("src/new.c:6 leak")
def untracked_file(r):
    r.write("src/new.c", "#include <stdlib.h>\n" + LEAKS % "fresh")

@scene("src/clean.c:9 leak")
def release_deleted(r):
    r.replace("src/clean.c", "    free(own_copy);\n", "")
    r.replace("src/clean.c", "int length", "/* length */\n    int length")
    r.commit()

@scene("src/clean.c:8 leak")
def release_deleted_and_nothing_else(r):
    r.replace("src/clean.c", "    free(own_copy);\n", "")
    r.commit()

@scene("src/item.c:8 error-path-leak")
def check_added_that_leaks(r):
    r.replace("src/item.c", "    own_item->own_text = NULL;\n", "    if (number < 0) return NULL;\n    own_item->own_text = NULL;\n")
    r.commit()

@scene("src/legacy.c:5 leak", old=1)
def leak_before_an_old_one(r):
    """Deed says one leak for an acquisition, the first in the source: it hides the old one."""
    r.replace("src/legacy.c", "    if (flag)\n", "    if (flag == 2) return 2;\n    if (flag)\n")
    r.commit()

@scene("src/clean.c:9 use-after-free")
def not_committed(r):
    r.replace("src/clean.c", "    return length;\n", "    return length + own_copy[0];\n")

@scene("src/clean.c:9 use-after-free")
def staged(r):
    r.replace("src/clean.c", "    return length;\n", "    return length + own_copy[0];\n")
    r.git("add", "-A")

@scene("src/mit Leerzeichen.c:6 leak", "src/naïve.c:6 leak", "src/zei\\nle.c:6 leak")
def odd_names(r):
    for name in ("src/mit Leerzeichen.c", "src/naïve.c", "src/zei\nle.c"):
        r.write(name, "#include <stdlib.h>\n" + LEAKS % "odd")
    r.commit()

@scene("src/a b/é\"q.c:6 leak")
def odd_names_changed(r):
    r.write('src/a b/é"q.c', "#include <stdlib.h>\n" + (LEAKS % "odd").replace("        return 1;", "        { free(data); return 1; }"))
    r.commit()
    r.git("branch", "-q", "-f", "main", "HEAD")
    r.write('src/a b/é"q.c', "#include <stdlib.h>\n" + LEAKS % "odd")
    r.commit()

# ---- nothing new

@scene()
def nothing_changed(r):
    pass

@scene(old=0)
def documentation_only(r):
    r.write("README.md", "text\n")
    r.commit()

@scene(old=2)
def lines_drift(r):
    r.replace("src/legacy.c", "#include", "/* one\n two\n three */\n\n#include")
    r.commit()

@scene(old=2)
def reformatted(r):
    r.write("src/legacy.c", LEGACY_C.replace("    ", "\t").replace("if (!buffer) return 0;", "if (!buffer) {\n\t\treturn 0;\n\t}").replace("(int flag) {", "(int flag)\n{"))
    r.commit()

@scene(old=2)
def comments_inside(r):
    r.replace("src/legacy.c", "    if (flag)\n", "    /* why */\n\n    if (flag) // yes\n")
    r.replace("src/legacy.c", "    free(memory);\n", "    free(memory); /* once */\n")
    r.commit()

@scene(old=2)
def file_renamed(r):
    r.git("mv", "src/legacy.c", "src/old.c")
    r.commit()

@scene(old=2)
def file_renamed_and_changed(r):
    os.makedirs(r.path("lib"))
    r.git("mv", "src/legacy.c", "lib/old.c")
    r.replace("lib/old.c", "#include", "// moved\n#include")
    r.commit()

@scene(old=2)
def folder_renamed(r):
    r.git("mv", "src", "source")
    r.commit()

@scene(old=2)
def functions_swapped(r):
    first, second = LEGACY_C.split("\n\n")
    head, first = first.split("\n", 1)
    r.write("src/legacy.c", head + "\n" + second.rstrip() + "\n\n" + first + "\n")
    r.commit()

@scene(old=2)
def function_moved_to_another_file(r):
    head, tail = LEGACY_C.split("void legacy_twice")
    r.write("src/legacy.c", head)
    r.append("src/clean.c", "void legacy_twice" + tail)
    r.commit()

@scene(old=2)
def file_split_and_deleted(r):
    head, tail = LEGACY_C.split("void legacy_twice")
    os.remove(r.path("src/legacy.c"))
    r.write("src/part_one.c", head)
    r.write("src/part_two.c", "#include <stdlib.h>\nvoid legacy_twice" + tail)
    r.commit()

@scene(old=2)
def code_added_before_an_old_defect(r):
    r.replace("src/legacy.c", "    if (!buffer) return 0;\n", "    if (!buffer) return 0;\n    if (flag < 0)\n        buffer[0] = 1;\n")
    r.commit()

@scene(old=2)
def wrapped_in_a_condition(r):
    r.replace("src/legacy.c", "    free(memory);\n    free(memory);\n", "    if (memory) {\n        free(memory);\n        free(memory);\n    }\n")
    r.commit()

@scene(old=0)
def clean_code_changed(r):
    r.replace("src/clean.c", "number + 1", "number + 2")
    r.commit()

@scene(old=2)
def unrelated_function_in_an_old_file(r):
    r.append("src/legacy.c", "int added(int x) { return x; }\n")
    r.commit()

@scene()
def header_comment(r):
    r.replace("include/item.h", "struct queue;", "struct queue; /* opaque */")
    r.commit()

@scene()
def macro_in_a_header(r):
    r.replace("include/util.h", "10", "11")
    r.commit()

@scene()
def suppressed_with_a_reason(r):
    r.append("src/clean.c", "int leaks(void) {\n    char *p = malloc(1);\n    return p != NULL; // NOLINT(ownership-leak) for ever\n}\n")
    r.commit()

# ---- fixed

@scene(fixed=1, old=1)
def leak_fixed(r):
    r.replace("src/legacy.c", "        return 1;\n", "        { free(buffer); return 1; }\n")
    r.commit()

@scene(fixed=2, old=0)
def all_fixed(r):
    r.replace("src/legacy.c", "        return 1;\n", "        { free(buffer); return 1; }\n")
    r.replace("src/legacy.c", "    free(memory);\n    free(memory);\n", "    free(memory);\n")
    r.commit()

@scene(fixed=1, old=1)
def function_deleted(r):
    r.write("src/legacy.c", LEGACY_C.split("void legacy_twice")[0])
    r.commit()

@scene("src/legacy.c:19 leak", fixed=1, old=1)
def a_fix_and_a_regression(r):
    r.replace("src/legacy.c", "    free(memory);\n    free(memory);\n", "    free(memory);\n")
    r.append("src/legacy.c", "int again(int flag) {\n    char *buffer = malloc(16);\n    if (!buffer) return 0;\n    if (flag) return 1; free(buffer); return 0;\n}\n")
    r.replace("src/legacy.c", "void legacy_twice(void) {\n", "void legacy_twice(void) {\n\n")
    r.commit()

@scene("src/clean.c:16 leak", fixed=1, old=1)
def a_fix_and_the_same_elsewhere(r):
    """The leak of one file is fixed; a static function of the same name, with the same leak, comes in another."""
    r.replace("src/legacy.c", "        return 1;\n", "        { free(buffer); return 1; }\n")
    r.append("src/clean.c", "static int legacy_leak(int flag) {\n    char *buffer = malloc(16);\n    if (!buffer) return 0;\n    if (flag)\n        return 1;\n    free(buffer);\n    return 0;\n}\nint user(int f) { return legacy_leak(f); }\n")
    r.commit()

# ---- contracts

@scene("src/caller.c:7 double-free")
def contract_flipped_in_a_header(r):
    r.replace("include/item.h", "struct queue *mut_queue, const struct item *ref_item", "struct queue *mut_queue, struct item *own_item")
    r.commit()

@scene("src/caller.c:7 double-free")
def contract_flipped_in_a_comment(r):
    r.replace("include/item.h", "\nvoid queue_push(struct queue *mut_queue, const struct item *ref_item);",
              "\n/* Takes ownership of the item. */\nvoid queue_push(struct queue *mut_queue, struct item *item);")
    r.commit()

@scene("src/text.c:4 leak")
def header_says_that_a_result_is_owned(r):
    r.replace("include/item.h", "@return A string, caller owns it.", "@return A string.")
    r.write("src/text.c", '#include "item.h"\nint text(void) {\n    char *text = text_of(1);\n    return text ? text[0] : 0;\n}\n')
    r.commit()
    r.git("branch", "-q", "-f", "main", "HEAD")
    r.replace("include/item.h", "@return A string.", "@return A string, caller owns it.")
    r.commit()

@scene("src/deep.c:5 double-free", "src/caller.c:7 double-free")
def header_reached_through_another(r):
    r.write("include/all.h", '#include "item.h"\n')
    r.write("src/deep.c", '#include <all.h>\nvoid deep(struct queue *mut_queue, struct item *own_item) {\n    if (!own_item) return;\n    queue_push(mut_queue, own_item);\n    item_free(own_item);\n}\n')
    r.commit()
    r.git("branch", "-q", "-f", "main", "HEAD")
    r.replace("include/item.h", "struct queue *mut_queue, const struct item *ref_item", "struct queue *mut_queue, struct item *own_item")
    r.commit()

@scene("include/inline.h:6 leak")
def defect_in_a_header(r):
    r.write("include/inline.h", "#include <stdlib.h>\nstatic inline int inlined(void) { return 0; }\n")
    r.write("src/one.c", '#include "inline.h"\nint one(void) { return inlined(); }\n')
    r.write("src/two.c", '#include "inline.h"\nint two(void) { return inlined(); }\n')
    r.commit()
    r.git("branch", "-q", "-f", "main", "HEAD")
    r.write("include/inline.h", "#include <stdlib.h>\nstatic inline int inlined(void) {\n    char *p = malloc(1);\n    if (!p)\n        return 1;\n    return 0;\n}\n")
    r.commit()

@scene("src/local.c:5 double-free")
def callee_in_the_same_file(r):
    r.write("src/local.c", "#include <stdlib.h>\nstatic void drop(char *p) { (void)p; }\nvoid user(char *own_p) {\n    drop(own_p);\n    free(own_p);\n}\n")
    r.commit()
    r.git("branch", "-q", "-f", "main", "HEAD")
    r.replace("src/local.c", "(void)p", "free(p)")
    r.commit()

@scene("src/local.c:6 leak")
def callee_releases_no_more(r):
    r.write("src/local.c", "#include <stdlib.h>\nstatic void drop(char *p) { free(p); }\nvoid user(void) {\n    char *p = malloc(1);\n    drop(p);\n}\n")
    r.commit()
    r.git("branch", "-q", "-f", "main", "HEAD")
    r.replace("src/local.c", "free(p)", "(void)p")
    r.commit()

# ---- histories

@scene()
def revert(r):
    r.replace("src/clean.c", "    free(own_copy);\n", "")
    r.commit()
    r.git("revert", "--no-edit", "HEAD")

@scene("src/legacy.c:6 leak", old=1)
def revert_of_a_fix(r):
    r.replace("src/legacy.c", "        return 1;\n", "        { free(buffer); return 1; }\n")
    r.commit()
    r.git("branch", "-q", "-f", "main", "HEAD")
    r.git("revert", "--no-edit", "HEAD")

@scene("src/clean.c:8 leak")
def main_went_on(r):
    """Main has a defect since; it is not ours."""
    r.replace("src/clean.c", "    free(own_copy);\n", "")
    r.commit()
    r.git("checkout", "-q", "main")
    r.append("src/util.c", "#include <stdlib.h>\n" + LEAKS % "theirs")
    r.commit()
    r.git("checkout", "-q", "work")

@scene("src/clean.c:8 leak")
def main_was_merged(r):
    main_went_on(r)
    r.git("merge", "-q", "--no-edit", "main")

@scene("src/clean.c:8 leak")
def branches_merged(r):
    r.git("checkout", "-q", "-b", "topic")
    r.replace("src/clean.c", "    free(own_copy);\n", "")
    r.commit()
    r.git("checkout", "-q", "work")
    r.write("src/x.c", "int x;\n")
    r.commit()
    r.git("merge", "-q", "--no-ff", "--no-edit", "topic")
    r.git("branch", "-q", "-D", "topic")

@scene("src/clean.c:8 leak")
def detached_head(r):
    r.replace("src/clean.c", "    free(own_copy);\n", "")
    r.commit()
    r.git("checkout", "-q", "--detach")

@scene(old=2)
def rebased_rename(r):
    r.git("mv", "src/legacy.c", "src/l2.c")
    r.commit()
    r.git("mv", "src/l2.c", "src/l3.c")
    r.commit()

@scene("src/clean.c:8 leak")
def defect_of_a_conflict(r):
    """A merge whose resolution drops the release, which neither side did."""
    r.git("checkout", "-q", "-b", "topic")
    r.replace("src/clean.c", "    free(own_copy);\n", "    /* done */\n    free(own_copy);\n")
    r.commit()
    r.git("checkout", "-q", "work")
    r.replace("src/clean.c", "    free(own_copy);\n", "    free(own_copy); /* done */\n")
    r.commit()
    r.git("merge", "-q", "--no-edit", "topic", check=False)
    text = r.read("src/clean.c")
    start, end = text.index("<<<<<<<"), text.index("\n", text.index(">>>>>>>")) + 1
    r.write("src/clean.c", text[:start] + text[end:])
    r.commit("resolved")
    r.git("branch", "-q", "-D", "topic")

@scene("src/clean.c:8 leak")
def revert_of_a_revert(r):
    r.replace("src/clean.c", "    free(own_copy);\n", "")
    r.commit()
    r.git("revert", "--no-edit", "HEAD")
    r.git("revert", "--no-edit", "HEAD")

@scene("src/copy.c:6 leak", "src/copy.c:14 double-free")
def file_copied(r):
    """The old file stays: the copy has defects of its own."""
    r.write("src/copy.c", LEGACY_C.replace("legacy_", "copied_"))
    r.commit()

@scene(old=2)
def renamed_and_not_committed(r):
    os.rename(r.path("src/legacy.c"), r.path("src/moved.c"))

@scene(old=2)
def header_renamed(r):
    r.write("include/inline.h", "#include <stdlib.h>\nstatic inline int inlined(int n) {\n    char *p = malloc(1);\n    if (!p || n)\n        return 1;\n    free(p);\n    return 0;\n}\n")
    r.write("src/one.c", '#include "inline.h"\nint one(int n) { return inlined(n); }\nvoid two(void) {\n    char *q = malloc(1);\n    free(q);\n    free(q);\n}\n')
    r.commit()
    r.git("branch", "-q", "-f", "main", "HEAD")
    r.git("mv", "include/inline.h", "include/other.h")
    r.replace("src/one.c", "inline.h", "other.h")
    r.commit()

@scene(old=2)
def line_ends_changed(r):
    with open(r.path("src/legacy.c"), "w", newline="\r\n", encoding="utf-8") as file:
        file.write(LEGACY_C)
    r.commit()

@scene(old=2)
def function_with_an_old_defect_renamed(r):
    r.replace("src/legacy.c", "int legacy_leak(int flag) {", "int old_leak(int flag) {")
    r.commit()

@scene(old=2)
def variable_with_an_old_defect_renamed(r):
    r.write("src/legacy.c", LEGACY_C.replace("buffer", "scratch"))
    r.commit()

@scene("src/legacy.c:6 leak", fixed=1, old=1)
def one_fixed_one_new_at_the_same_exit(r):
    """The old variable is released now; another one is lost where it was."""
    r.replace("src/legacy.c", "    if (!buffer) return 0;\n    if (flag)\n        return 1;\n    free(buffer);\n",
              "    if (!buffer) return 0; free(buffer); buffer = malloc(2); if (!buffer) return 0; free(buffer); char *more = malloc(3); if (!more) return 0;\n    if (flag)\n        return 1;\n    free(more);\n")
    r.commit()

@scene("src/legacy.c:22 leak", old=2)
def a_second_equal_function(r):
    """Pasted once more under another name: the first stays old, the second is new."""
    r.append("src/legacy.c", "\n/* again */\n" + LEGACY_C[LEGACY_C.index("int legacy_leak"):LEGACY_C.index("\nvoid")].replace("legacy_leak", "legacy_leak_again"))
    r.commit()

@scene()
def mode_and_other_files(r):
    os.chmod(r.path("src/legacy.c"), 0o755)
    with open(r.path("picture.bin"), "wb") as file:
        file.write(bytes(range(256)))
    os.symlink("clean.c", r.path("src/link.txt"))
    r.commit()

# ---- scopes

@scene("src/clean.c:8 leak", words=["--scope=functions"])
def scope_functions(r):
    release_deleted_and_nothing_else(r)

@scene(words=["--scope=lines"])
def scope_lines(r):
    release_deleted_and_nothing_else(r)

@scene("src/clean.c:9 use-after-free", words=["--scope=lines"])
def scope_lines_on_the_line(r):
    new_use_after_free(r)

@scene("src/caller.c:7 double-free", words=["--scope=files"])
def scope_files(r):
    contract_flipped_in_a_header(r)

@scene("src/caller.c:7 double-free", words=["--scope=project"])
def scope_project(r):
    contract_flipped_in_a_header(r)

@scene(words=["src/legacy.c"])
def only_a_path(r):
    new_use_after_free(r)


LINE = re.compile(r"^(.*?):(\d+):\d+: \w+: .* \[ownership-([a-z-]+)\]$")


def verdicts(out):
    found = []
    for line in out.splitlines():
        match = LINE.match(line)
        found.append("%s:%s %s" % match.groups() if match else line)
    return found


def run_scene(r, name, function, failing, fixed, code, words, old):
    r.reset()
    function(r)
    r.database()
    got, out, err = r.check(*words)
    problems = []
    if sorted(verdicts(out)) != sorted(failing):
        problems.append("failing: %s, not %s" % (sorted(verdicts(out)), sorted(failing)))
    want = code if code is not None else 1 if failing else 0
    if got != want:
        problems.append("exit %d, not %d" % (got, want))
    counts = re.search(r"(\d+) new findings?, (\d+) fixed, (\d+) not new", err)
    if not counts:
        problems.append("no summary")
    else:
        if int(counts[2]) != fixed:
            problems.append("%s fixed, not %d" % (counts[2], fixed))
        if old is not None and int(counts[3]) != old:
            problems.append("%s not new, not %d" % (counts[3], old))
    return problems + ([out, err] if problems else [])


def want(step, condition, *shown):
    if not condition:
        sys.exit("\n".join(["FAILED: " + step, *map(str, shown)]))


def bad_input(r):
    """What the gate can not do is said, with what to do."""
    def refuses(step, text, since="main", cwd=None, words=(), env=None):
        code, out, err = r.check(*words, since=since, cwd=cwd, env=env)
        want(step, code == 2 and text in err and not out, code, out, err)

    r.reset()
    r.database()
    refuses("a base that does not exist", "there is no commit 'origin/nothing'", since="origin/nothing")
    refuses("an option for a base", "is no commit", since="--output=x")
    refuses("an empty base", "needs a commit", since="")
    refuses("no git", "there is no git on the PATH", env={"PATH": "/nonexistent"})
    refuses("a scope that is none", "did you mean 'lines'", words=["--scope=line"])
    refuses("a dump", "compares two versions", words=["--dump-contracts"])
    plain = tempfile.mkdtemp(prefix="deed-gate")
    shutil.copy(r.path("src/legacy.c"), plain)
    done = subprocess.run([r.deed, "check", "--since=main", "legacy.c", "--"], cwd=plain, capture_output=True, text=True,
                          env=dict(os.environ))
    want("no repository", done.returncode == 2 and "--since needs a git working tree" in done.stderr, done.stderr)
    shutil.rmtree(plain)
    r.git("checkout", "-q", "--orphan", "unrelated")
    r.commit()
    refuses("unrelated histories", "have no common commit; their histories are unrelated")
    r.reset()
    r.git("branch", "-q", "-D", "unrelated")

    # A shallow clone: the branch is there, the common commit is not.
    r.append("src/util.c", "int more;\n")
    r.commit()
    r.append("src/util.c", "int and_more;\n")
    r.commit()
    shallow = r.dir + ".shallow"
    shutil.rmtree(shallow, ignore_errors=True)
    r.git("clone", "-q", "--depth=1", "--no-single-branch", "--branch=work", "file://" + r.dir, shallow)
    clone = Repository.__new__(Repository)
    clone.dir, clone.deed = shallow, r.deed
    clone.database()
    code, out, err = clone.check(since="origin/main")
    want("a shallow clone", code == 2 and "shallow" in err and "git fetch --unshallow origin" in err and "fetch-depth: 0" in err, code, err)
    code, out, err = clone.check(since="origin/gone")
    want("a shallow clone without the branch", code == 2 and "shallow" in err and "git fetch --deepen=200 origin gone" in err, err)
    clone.git("fetch", "-q", "--unshallow", "origin")
    code, out, err = clone.check(since="origin/main")
    want("deepened", code == 0 and "gate: passed" in err, code, err)
    shutil.rmtree(shallow)

    # The base does not parse: said, and what is there counts as new.
    r.reset()
    r.replace("src/legacy.c", "#include <stdlib.h>", "#include <nowhere.h>")
    r.commit()
    r.git("branch", "-q", "-f", "main", "HEAD")
    r.replace("src/legacy.c", "#include <nowhere.h>", "#include <stdlib.h>")
    r.database()
    code, out, err = r.check()
    want("a base that does not parse", "src/legacy.c of the base could not be fully analysed" in err, code, err)

    # A changed file that nobody compiles.
    r.reset()
    r.write("src/windows.c", "#include <windows.h>\n")
    r.database(["src/" + n for n in ("item.c", "legacy.c", "caller.c", "clean.c", "util.c")])
    code, out, err = r.check("--format=sarif:x.sarif")
    want("not in the database", code == 0 and "src/windows.c: changed, but is not in the compile database" in err, code, err)
    with open(r.path("x.sarif"), encoding="utf-8") as file:
        run = json.load(file)["runs"][0]
    want("and in the log", [n["descriptor"]["id"] for n in run["invocations"][0]["toolExecutionNotifications"]] == ["deed-uncovered"], run["invocations"])
    # A file that does not parse now.
    r.reset()
    r.append("src/legacy.c", "int broken(void) { return nothing; }\n")
    r.database()
    code, out, err = r.check()
    want("a head that does not parse", code == 3, code, err)


def submodule(r):
    """A submodule with a defect since."""
    r.reset()
    sub = r.dir + ".sub"
    shutil.rmtree(sub, ignore_errors=True)
    os.makedirs(sub)
    for words in (("init", "-q", "-b", "main"), ("config", "user.name", "T"), ("config", "user.email", "t@example")):
        r.git(*words, cwd=sub)
    with open(os.path.join(sub, "lib.c"), "w", encoding="utf-8") as file:
        file.write("#include <stdlib.h>\n" + LEAKS % "lib_old")
    r.git("add", "-A", cwd=sub)
    r.git("commit", "-q", "-m", "lib", cwd=sub)
    r.git("-c", "protocol.file.allow=always", "submodule", "add", "-q", "file://" + sub, "third/lib")
    r.commit()
    r.git("branch", "-q", "-f", "main", "HEAD")
    inner = r.path("third/lib")
    r.append("third/lib/lib.c", LEAKS % "lib_new")
    r.database()
    code, out, err = r.check()
    want("a dirty submodule", verdicts(out) == ["third/lib/lib.c:14 leak"] and "1 not new" in err, code, out, err)
    for words in (("config", "user.name", "T"), ("config", "user.email", "t@example"), ("commit", "-q", "-a", "-m", "more")):
        r.git(*words, cwd=inner)
    r.commit()
    code, out, err = r.check()
    want("a submodule that moved", verdicts(out) == ["third/lib/lib.c:14 leak"] and "1 not new" in err, code, out, err)
    # In a hook of a linked working tree git says which repository it is for: not the submodule.
    done = subprocess.run(["git", "rev-parse", "--absolute-git-dir"], cwd=r.dir, capture_output=True, text=True, check=True)
    code, out, err = r.check(env={"GIT_DIR": done.stdout.strip(), "GIT_INDEX_FILE": done.stdout.strip() + "/index", "GIT_PREFIX": ""})
    want("a submodule, asked in a hook", verdicts(out) == ["third/lib/lib.c:14 leak"] and "1 not new" in err, code, out, err)
    code, out, err = r.check(since="first")
    want("a submodule that is new", verdicts(out) == ["third/lib/lib.c:6 leak", "third/lib/lib.c:14 leak"], code, out, err)
    shutil.rmtree(r.path("third"))
    shutil.rmtree(r.path(".git/modules"))
    shutil.rmtree(sub)
    r.reset()


def baseline_and_gate(r):
    """Accepted findings do not fail the gate; a baseline that grew does, in CI."""
    r.reset()
    r.database()
    environment = {"CI": ""}
    def baseline(*words):
        done = subprocess.run([r.deed, "baseline", *words, "-p", "build"], cwd=r.dir, capture_output=True, text=True,
                              env=dict(os.environ, **environment))
        want("baseline %s" % (words,), done.returncode == 0, done.stderr)
    baseline("create")
    r.commit()
    r.git("branch", "-q", "-f", "main", "HEAD")
    new_use_after_free(r)
    code, out, err = r.check()
    want("new beside a baseline", code == 1 and verdicts(out) == ["src/clean.c:9 use-after-free"], out, err)
    r.append("src/legacy.c", "int more;\n")
    code, out, err = r.check("--strict-baseline")
    want("what is old and accepted is not fixed", verdicts(out) == ["src/clean.c:9 use-after-free"] and "0 fixed, 2 not new" in err and "prune" not in err, out, err)
    r.replace("src/legacy.c", "        return 1;\n", "        { free(buffer); return 1; }\n")
    code, out, err = r.check("--format=sarif:x.sarif")
    want("what is fixed is told once", "1 fixed, 1 not new" in err and "1 entry of .deed-baseline.jsonl is fixed" in err, err)
    with open(r.path("x.sarif"), encoding="utf-8") as file:
        states = [x["baselineState"] for x in json.load(file)["runs"][0]["results"]]
    want("and once in the log", sorted(states) == ["absent", "new", "unchanged"], states)
    # An equal defect at another place does not live on the entry of the old one.
    r.git("checkout", "-q", "src/legacy.c")
    r.append("src/legacy.c", "\n" + LEGACY_C[LEGACY_C.index("void"):].replace("    free(memory);\n    free(memory);\n}", "    memory = memory;\n    free(memory);\n    free(memory);\n}"))
    r.replace("src/legacy.c", "void legacy_twice(void) {\n    char *memory = malloc(8);\n    memory = memory;", "static void legacy_twice_too(void) {\n    char *memory = malloc(8);\n    memory = memory;")
    code, out, err = r.check()
    want("an old entry is for the old finding", verdicts(out) == ["src/clean.c:9 use-after-free", "src/legacy.c:21 double-free"], out, err)
    r.git("checkout", "-q", "src/legacy.c")
    baseline("update")
    r.commit()
    code, out, err = r.check()
    want("accepted", code == 0 and "grew" in err, code, err)
    code, out, err = r.check("--ci")
    want("but not in CI", code == 1 and "src/clean.c:9" in err and "may only shrink" in err, code, err)


def linked(r):
    """The project under another name, in a linked working tree, from a folder below."""
    r.reset()
    release_deleted_and_nothing_else(r)
    r.database()
    link = r.dir + ".link"
    if os.path.islink(link):
        os.remove(link)
    os.symlink(r.dir, link)
    with open(r.path("build/compile_commands.json"), encoding="utf-8") as file:
        text = file.read()
    with open(r.path("build/compile_commands.json"), "w", encoding="utf-8") as file:
        file.write(text.replace(r.dir, link))
    code, out, err = r.check(cwd=link)
    want("through a link", [v.split("/")[-1] for v in verdicts(out)] == ["clean.c:8 leak"] and "0 not new" in err, out, err)
    os.remove(link)
    r.database()
    code, out, err = r.check(cwd=r.path("src"))
    want("from a folder below", verdicts(out) == ["clean.c:8 leak"], out, err)
    tree = r.dir + ".tree"
    shutil.rmtree(tree, ignore_errors=True)
    r.git("worktree", "prune")
    r.git("worktree", "add", "-q", "--detach", tree, "work")
    clone = Repository.__new__(Repository)
    clone.dir, clone.deed = tree, r.deed
    clone.database()
    code, out, err = clone.check()
    want("a linked working tree", verdicts(out) == ["src/clean.c:8 leak"], out, err)
    r.git("worktree", "remove", "--force", tree)
    # The command that the summary gives repeats it.
    code, out, err = r.check()
    command = re.search(r"to repeat it: (.*)", err)[1]
    again = subprocess.run(command.replace("deed", r.deed, 1), shell=True, cwd=r.dir, capture_output=True, text=True)
    want("the command to repeat it", (again.returncode, again.stdout) == (code, out), command, again.stdout, again.stderr)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--deed", required=True)
    parser.add_argument("--dir", required=True)
    parser.add_argument("names", nargs="*")
    args = parser.parse_args()
    r = Repository(os.path.realpath(args.dir), os.path.realpath(args.deed))
    bad = 0
    chosen = [s for s in scenes if not args.names or s[0] in args.names]
    for each in chosen:
        problems = run_scene(r, *each)
        if problems:
            bad += 1
            print("FAILED: %s\n  %s" % (each[0], "\n  ".join(problems)))
    print("%d of %d scenes right" % (len(chosen) - bad, len(chosen)))
    for story in (bad_input, submodule, baseline_and_gate, linked):
        if not args.names or story.__name__ in args.names:
            story(r)
    return bool(bad)


if __name__ == "__main__":
    sys.exit(main())
