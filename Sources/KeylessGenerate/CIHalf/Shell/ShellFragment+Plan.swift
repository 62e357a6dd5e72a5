extension ShellFragment {
  /// Makes `plan.cache`, and beside it what the plan was made for.
  static let plan = #"""
    set -eu
    cd -- "$KEYLESS_ROOT"
    "$KEYLESS_BINARY" init -input=false
    "$KEYLESS_BINARY" plan -input=false -out=plan.cache
    # Ties the plan to its commit, and this note to the plan.
    printf '%s %s\n' "$KEYLESS_COMMIT" "$(cksum <plan.cache)" >plan.commit
    """#

  /// Counts the plan's changes into `plan.json`, in the form of GitLab's merge request widget.
  ///
  /// Images with OpenTofu or Terraform need not have jq, so there is a second way, by the summary that both print.
  static let report = #"""
    # The numbers for the merge request. The plan in full may hold secrets, so it goes through a pipe and into no file.
    if command -v jq >/dev/null 2>&1; then
      "$KEYLESS_BINARY" show -json plan.cache | jq -c '
        [.resource_changes[]?.change.actions[]] |
        { create: (map(select(. == "create")) | length),
          update: (map(select(. == "update")) | length),
          delete: (map(select(. == "delete")) | length) }' >plan.json
    else
      # "Plan: 1 to add, 2 to change, 3 to destroy."; there is no such line when nothing changes.
      keyless_sum=$("$KEYLESS_BINARY" show -no-color plan.cache | sed -n '/^Plan: /p' | tail -n 1)
      keyless_count() { printf '%s\n' "$keyless_sum" | sed -n "s/.* \([0-9][0-9]*\) to $1.*/\1/p"; }
      keyless_create=$(keyless_count add)
      keyless_update=$(keyless_count change)
      keyless_delete=$(keyless_count destroy)
      printf '{"create":%s,"update":%s,"delete":%s}\n' \
        "${keyless_create:-0}" "${keyless_update:-0}" "${keyless_delete:-0}" >plan.json
    fi
    if [ ! -s plan.json ]; then
      echo "tofu: the plan could not be counted for the merge request: '$KEYLESS_BINARY show' gave nothing" >&2
      exit 1
    fi
    """#

  /// Applies `plan.cache` if it was made for this very commit; in the folder of the root module.
  static let apply = #"""
    keyless_fail() { printf 'tofu: %s\n' "$*" >&2; exit 1; }
    if [ ! -f plan.cache ] || [ ! -f plan.commit ]; then
      keyless_fail "there is no plan.cache with its plan.commit in '$KEYLESS_ROOT'; the plan job makes both and keeps them as artifacts (do they still exist?)"
    fi
    read -r keyless_planned keyless_sum <plan.commit
    if [ "$keyless_planned" != "$KEYLESS_COMMIT" ]; then
      keyless_fail "the plan was made for the commit $keyless_planned, and this is $KEYLESS_COMMIT; plan this commit and apply that plan"
    fi
    if [ "$keyless_sum" != "$(cksum <plan.cache)" ]; then
      keyless_fail "plan.cache is not the file that plan.commit was written for; plan again"
    fi
    "$KEYLESS_BINARY" init -input=false
    # The plan decides what happens: nothing is planned anew. When the state has changed since, the plan is refused as stale.
    "$KEYLESS_BINARY" apply -input=false plan.cache
    """#

  /// Enters the root module's folder.
  static let enterRoot = #"""
    set -eu
    cd -- "$KEYLESS_ROOT"
    """#
}
