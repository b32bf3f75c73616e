# How lit runs Deed's tests. CONTRIBUTING.md says how to write one.
import os
import shutil

import lit.formats

config.name = "deed-" + config.llvm_major
config.test_format = lit.formats.ShTest(execute_external=False)
config.test_source_root = os.path.join(config.src_root, "test")
config.test_exec_root = os.path.join(config.build_root, "test")

# A .c file is a test of findings, a .test file one of anything else, a
# test_*.py one of the repository. .c files that only serve others stand in
# Inputs or in a folder with a lit.local.cfg of its own.
config.suffixes = [".c", ".test"]
config.excludes = ["Inputs", "runtime", "bench", "fuzz", "engine", "tool", "frontend"]

config.environment["NO_COLOR"] = "1"
config.environment["LC_ALL"] = "C.UTF-8"
# Each run analyses: answers of others would hide what a change breaks. test/cache gives a folder.
config.environment["XDG_CACHE_HOME"] = "/dev/null"
for name in ("HOME", "ASAN_OPTIONS", "UBSAN_OPTIONS", "TSAN_OPTIONS"):
    if name in os.environ:
        config.environment[name] = os.environ[name]
if config.sanitized:
    # LLVM's containers are not instrumented in the shared library.
    config.environment.setdefault("ASAN_OPTIONS", "detect_container_overflow=0:detect_leaks=0")

deed = os.path.join(config.build_root, "bin", "deed")
module = os.path.join(config.build_root, "lib", "libDeedTidyModule.so")
plugin = os.path.join(config.build_root, "lib", "libDeedClangPlugin.so")
run_both = [
    config.python,
    os.path.join(config.src_root, "test", "run_both.py"),
    "--deed=" + deed,
]
# A sanitized module can not be loaded into a clang-tidy without sanitizers.
if not config.sanitized:
    run_both += ["--clang-tidy=" + os.path.join(config.llvm_bin, "clang-tidy"), "--module=" + module]
    config.available_features.add("clang-tidy")
    config.available_features.add("plugin")
check_fixes = [config.python, os.path.join(config.src_root, "test", "check_fixes.py")] + run_both[2:]
config.available_features.add("llvm-" + config.llvm_major)
# Any clang-tidy of another major version, for the module's version guard.
for major in ("19", "20", "21", "22"):
    other = "/usr/lib/llvm-%s/bin/clang-tidy" % major
    if major != config.llvm_major and os.path.exists(other) and not config.sanitized:
        config.available_features.add("other-clang-tidy")
        config.substitutions.append(("%other_clang_tidy", other))
        config.substitutions.append(("%other_clang", os.path.join(os.path.dirname(other), "clang")))
        break

# Pages are looked at in a browser where there is one; nothing needs it.
for name in ("chromium", "chromium-browser", "google-chrome"):
    browser = shutil.which(name)
    if browser:
        config.available_features.add("browser")
        config.substitutions.append(("%browser", browser))
        break

# Longer names first: lit replaces them in this order.
config.substitutions += [
    ("%run_both", " ".join(run_both)),
    ("%check_both", " ".join(run_both)),
    ("%check_index", " ".join([config.python, os.path.join(config.src_root, "test", "check_index.py"), deed])),
    ("%check_fixes", " ".join(check_fixes) + " --out=%t.fixes"),
    ("%check_tool", " ".join(run_both + ["--tool-only"])),
    ("%deed_module", module),
    ("%deed_plugin", plugin),
    ("%deed", deed),
    ("%clang_tidy", os.path.join(config.llvm_bin, "clang-tidy")),
    ("%clang", os.path.join(config.llvm_bin, "clang")),
    ("%python", config.python),
    ("%src_root", config.src_root),
    ("%build_root", config.build_root),
]
config.environment["PATH"] = config.llvm_bin + os.pathsep + os.environ["PATH"]
