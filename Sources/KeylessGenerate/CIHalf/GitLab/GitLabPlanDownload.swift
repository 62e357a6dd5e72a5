/// The script that fetches a plan which another pipeline made.
enum GitLabPlanDownload {
  static let text = #"""
    # Fetches the plan of the last successful pipeline on KEYLESS_PLAN_REF. Whoever can run a pipeline on that ref decides
    # what is applied, so it must be protected.
    \#(ShellFragment.traceOff)
    keyless_fail() { printf 'tofu: %s\n' "$*" >&2; exit 1; }
    command -v curl >/dev/null 2>&1 || keyless_fail "the image has no curl, which fetches the plan"
    case ${KEYLESS_PLAN_TOKEN_VARIABLE:-} in
      '' | [0-9]* | *[!A-Za-z0-9_]*) keyless_fail "'${KEYLESS_PLAN_TOKEN_VARIABLE:-}' is not the name of a variable" ;;
      CI_JOB_TOKEN) keyless_header=JOB-TOKEN ;;
      *) keyless_header=PRIVATE-TOKEN ;;
    esac
    keyless_token=
    eval "keyless_token=\${$KEYLESS_PLAN_TOKEN_VARIABLE:-}"
    if [ -z "$keyless_token" ]; then keyless_fail "$KEYLESS_PLAN_TOKEN_VARIABLE, which should let the plan be fetched, is empty"; fi
    keyless_encode() { printf %s "$1" | od -An -v -tx1 | tr -d ' \n' | sed 's/../%&/g'; }
    case $KEYLESS_ROOT in
      . | ./) keyless_path= ;;
      *) keyless_path=${KEYLESS_ROOT#./}; keyless_path=${keyless_path%/}/ ;;
    esac
    keyless_curl() {
      curl -q --silent --show-error --max-time 120 ${CI_SERVER_TLS_CA_FILE:+--cacert "$CI_SERVER_TLS_CA_FILE"} \
        --output "$keyless_file" --write-out '%{http_code} %{redirect_url}' --config -
    }
    # Sets keyless_status. The token goes through standard input, because everybody can read arguments, and only to GitLab:
    # where it redirects to its object storage, that is asked without it.
    keyless_fetch() {
      keyless_url=$CI_API_V4_URL/projects/$CI_PROJECT_ID/jobs/artifacts/$(keyless_encode "$KEYLESS_PLAN_REF")/raw
      keyless_url=$keyless_url/$(keyless_encode "$keyless_path$keyless_file" | sed 's|%2f|/|g')
      keyless_url="$keyless_url?job=$(keyless_encode "$KEYLESS_PLAN_JOB")"
      keyless_status=$(
        printf 'url = "%s"\nheader = "%s: %s"\n' "$keyless_url" "$keyless_header" "$keyless_token" | keyless_curl
      ) || return 1
      case $keyless_status in
        30?\ ?*) keyless_status=$(printf 'url = "%s"\n' "${keyless_status#* }" | keyless_curl) || return 1 ;;
      esac
      keyless_status=${keyless_status%% *}
    }
    for keyless_file in plan.cache plan.commit .terraform.lock.hcl; do
      keyless_fetch || keyless_status="no answer"
      case $keyless_status in
        200) ;;
        401 | 403)
          keyless_fail "GitLab answered $keyless_status for $keyless_file: $KEYLESS_PLAN_TOKEN_VARIABLE may not read artifacts; job tokens may only from GitLab Premium on, elsewhere name a variable with a project access token that has read_api"
          ;;
        *)
          # A stack without providers has no lock file.
          rm -f -- "$keyless_file"
          if [ "$keyless_status" != 404 ] || [ "$keyless_file" != .terraform.lock.hcl ]; then
            keyless_fail "GitLab answered $keyless_status for $keyless_file of the job '$KEYLESS_PLAN_JOB' on '$KEYLESS_PLAN_REF'; its pipeline must have passed, and its artifacts must still exist"
          fi
          ;;
      esac
    done
    unset keyless_token
    \#(ShellFragment.traceOn)
    """#
}
