#!/usr/bin/env bash
# Installs what Deed needs on Debian 12, builds it, tests it, shows it.
#
#   ./bootstrap.sh demo    build deed, lint test/projects/demo, write build/demo/deed.sarif
#   ./bootstrap.sh build   build deed and the clang-tidy module (LLVM 19)
#   ./bootstrap.sh test    build with LLVM 19 and LLVM 22 and run every test
#
# Run it as root or with sudo at hand. It can be run again at any time: it
# installs only what is missing and builds only what changed.
# DEED_SKIP_INSTALL=1 leaves the system's packages alone. JOBS=N limits the build.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

# To build and run deed with LLVM 19.
packages_build=(
  ca-certificates cmake git ninja-build ccache pkg-config
  clang-19 llvm-19-dev libclang-19-dev libclang-cpp19 libclang-common-19-dev clang-tidy-19
  nlohmann-json3-dev zlib1g-dev libzstd-dev libxml2-dev
)
# To build and run the tests as well.
packages_test=(
  llvm-19-tools libclang-rt-19-dev libgtest-dev libgmock-dev libbenchmark-dev valgrind clang-format-19
  python3 python3-jsonschema python3-yaml binutils gcc
  clang-22 llvm-22-dev libclang-22-dev libclang-cpp22 libclang-common-22-dev clang-tidy-22
  llvm-22-tools
)

jobs=${JOBS:-$(nproc)}
say() { printf '\n==> %s\n' "$*"; }
die() { printf 'bootstrap.sh: %s\n' "$*" >&2; exit 1; }

as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    die "installing packages needs root or sudo; install these yourself and set DEED_SKIP_INSTALL=1: ${missing[*]}"
  fi
}

install_packages() {
  [ "${DEED_SKIP_INSTALL:-0}" != 1 ] || return 0
  command -v apt-get >/dev/null ||
    die "this script installs Debian packages; elsewhere install what it lists and set DEED_SKIP_INSTALL=1"
  missing=()
  local package
  for package in "$@"; do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)" = installed ] ||
      missing+=("$package")
  done
  if [ ${#missing[@]} -eq 0 ]; then
    say "All $# packages are installed already"
    return 0
  fi
  say "Installing ${#missing[@]} packages: ${missing[*]}"
  as_root apt-get update -qq || printf 'apt-get update failed; going on with the lists that are here\n' >&2
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" ||
    die "could not install: ${missing[*]} (LLVM 19 is in Debian 12 main, LLVM 22 in bookworm-security)"
}

build() { # PRESET TESTS(ON|OFF) [TARGET]
  say "Building preset $1 in build/$1"
  local began=$SECONDS
  # A folder that was configured from elsewhere (a moved clone) can not be used again.
  if [ -f "build/$1/CMakeCache.txt" ] &&
    ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$PWD" "build/$1/CMakeCache.txt"; then
    rm -rf "build/$1"
  fi
  cmake --preset "$1" "-DDEED_BUILD_TESTS=$2" -Wno-dev >"build/configure-$1.log" 2>&1 || {
    cat "build/configure-$1.log" >&2
    die "configuring preset $1 failed"
  }
  cmake --build --preset "$1" -j "$jobs" -t "${3:-all}"
  printf 'Built in %d s.\n' $((SECONDS - began))
}

demo() {
  local deed=$PWD/build/release/bin/deed out=$PWD/build/demo
  say "Linting test/projects/demo"
  rm -rf "$out"
  cmake -S test/projects/demo -B "$out" -G Ninja -DCMAKE_C_COMPILER=clang-19 \
    -DCMAKE_EXPORT_COMPILE_COMMANDS=ON >"$out.log" 2>&1 || {
    cat "$out.log" >&2
    die "configuring the demo failed"
  }
  local code=0
  printf '$ deed check -p build/demo --format=text --format=sarif:build/demo/deed.sarif\n\n'
  "$deed" check -p "$out" --format=text --format="sarif:$out/deed.sarif" || code=$?
  # 1 means findings, and the demo is there to have some.
  case $code in
  1) ;;
  0) die "the demo has defects, but deed found none" ;;
  *) die "deed check ended with $code" ;;
  esac
  [ -s "$out/deed.sarif" ] || die "deed wrote no build/demo/deed.sarif"
  say "The same findings, for a code host's review page: build/demo/deed.sarif"
  printf 'Next: build/release/bin/deed check -p BUILD on a project of yours, and CONTRIBUTING.md.\n'
}

run_tests() {
  say "Running the tests"
  # One ctest run over both builds, so that one summary stands at the end.
  printf 'subdirs(release llvm22)\n' >build/CTestTestfile.cmake
  ctest --test-dir build --output-on-failure -j "$jobs"
}

mkdir -p build
case ${1:-} in
demo)
  install_packages "${packages_build[@]}"
  build release OFF deed
  demo
  ;;
build)
  install_packages "${packages_build[@]}"
  build release OFF
  say "Built: build/release/bin/deed and build/release/lib/libDeedTidyModule.so"
  printf 'To install them: cmake --install build/release, as root, or with --prefix ~/.local\n'
  ;;
test)
  install_packages "${packages_build[@]}" "${packages_test[@]}"
  build release ON
  build llvm22 ON
  run_tests
  ;;
*)
  sed -n '2,10s/^# \{0,1\}//p' "$0" >&2
  exit 2
  ;;
esac
