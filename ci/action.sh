#!/usr/bin/env bash
# The step of action.yml: runs the gate of a pull request, or checks all files.
# Reads DEED, DEED_BUILD, DEED_SINCE, DEED_ARGS, DEED_SARIF and what GitHub sets.
set -euo pipefail

deed=${DEED:-deed}
log=${DEED_SARIF:-deed.sarif}
command -v "$deed" >/dev/null || {
  echo "::error title=deed::there is no '$deed' on this machine; install it in a step before, or name it with the input 'deed'"
  exit 2
}

since=${DEED_SINCE:-}
if [ -z "$since" ] && [ -n "${GITHUB_BASE_REF:-}" ]; then
  since=origin/$GITHUB_BASE_REF
fi
if [ -n "$since" ] && ! git merge-base "$since" HEAD >/dev/null 2>&1; then
  # actions/checkout fetches one commit unless fetch-depth says 0.
  branch=${since#origin/}
  git fetch --quiet --no-tags origin "+refs/heads/$branch:refs/remotes/origin/$branch" || true
  if [ "$(git rev-parse --is-shallow-repository)" = true ] && ! git merge-base "$since" HEAD >/dev/null 2>&1; then
    git fetch --quiet --unshallow origin || true
  fi
fi

options=(check -p "${DEED_BUILD:-build}" --format=github "--format=sarif:$log" --sarif-for=github)
[ -z "$since" ] || options+=("--since=$since")
while IFS= read -r word; do
  [ -z "$word" ] || options+=("$word")
done <<<"${DEED_ARGS:-}"

code=0
"$deed" "${options[@]}" || code=$?
if [ -n "${GITHUB_OUTPUT:-}" ]; then
  echo "exit-code=$code" >>"$GITHUB_OUTPUT"
  # Also without findings: an empty log is what closes old alerts.
  [ ! -s "$log" ] || echo "sarif=$log" >>"$GITHUB_OUTPUT"
fi
exit "$code"
