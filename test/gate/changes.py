"""The scripted changes of the gate's test, with the verdict of each by reason."""
import os

from repository import LEAKS, LEGACY_C

scenes = []


def scene(*failing, fixed=0, code=None, words=(), old=None):
    def add(function):
        scenes.append((function.__name__, function, list(failing), fixed, code, list(words), old))
        return function
    return add


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
