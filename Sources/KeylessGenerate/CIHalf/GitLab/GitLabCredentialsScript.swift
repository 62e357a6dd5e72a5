/// The script that turns a GitLab job's id token into what the AWS SDKs look for.
///
/// It is the same in a component and in an included template: all it wants to know stands in `KEYLESS_*` variables.
enum GitLabCredentialsScript {
  static func text(hint: String) -> String {
    #"""
    # Puts the job's id token into a file and tells the AWS SDKs where it is. They exchange it for credentials themselves,
    # and read it again whenever they renew them. POSIX sh, with `set -eu` or without.
    \#(ShellFragment.traceOff)
    keyless_say() { printf 'aws-credentials: %s\n' "$*" >&2; }
    keyless_fail() { keyless_say "$*"; exit 1; }

    \#(ShellFragment.checkRole(hint: hint))
    if [ -z "${KEYLESS_REGION:-}" ]; then keyless_fail "no region is given: \#(hint)"; fi

    # The token stands in the variable that `id_tokens` names.
    case ${KEYLESS_TOKEN_VARIABLE:-} in
      '' | [0-9]* | *[!A-Za-z0-9_]*) keyless_fail "'${KEYLESS_TOKEN_VARIABLE:-}' is not the name of a variable" ;;
    esac
    keyless_token=
    eval "keyless_token=\${$KEYLESS_TOKEN_VARIABLE:-}"
    case $keyless_token in
      *.*.*) ;;
      '')
        keyless_fail "the job has no $KEYLESS_TOKEN_VARIABLE: its \`id_tokens\` do not name it (does it extend this one, or have an \`id_tokens\` of its own?), or GitLab is older than 15.7, or has no key to sign tokens with"
        ;;
      *) keyless_fail "$KEYLESS_TOKEN_VARIABLE does not hold a token; is there a CI/CD variable of that name?" ;;
    esac

    # A key or profile that is still set wins over the token in some SDK, and nobody would see it.
    for keyless_variable in \#(ShellFragment.strayVariables.joined(separator: " ")); do
      if eval "[ -n \"\${$keyless_variable+set}\" ]"; then
        unset "$keyless_variable"
        keyless_say "$keyless_variable was set and is not used here; remove it from the CI/CD variables or the image"
      fi
    done

    # A folder of this job's own outside the work tree, so that the token gets into no artifact, cache or image.
    keyless_temporary=${TMPDIR:-/tmp}
    case $keyless_temporary/ in
      "${CI_PROJECT_DIR:-/dev/null}"/* | [!/]*) keyless_temporary=/tmp ;;
    esac
    keyless_folder=$(mktemp -d "$keyless_temporary/aws-credentials-${CI_JOB_ID:-0}.XXXXXX") ||
      keyless_fail "no folder for the token could be made in '$keyless_temporary'"
    # Readable by this user alone; printf, because echo would add a line end.
    (umask 077 && printf %s "$keyless_token" >"$keyless_folder/token") ||
      keyless_fail "the token could not be written to '$keyless_folder/token'"

    \#(ShellFragment.sessionName("${KEYLESS_SESSION_PREFIX:-gitlab}-${CI_PROJECT_ID:-}-${CI_JOB_ID:-}-${CI_COMMIT_REF_NAME:-}"))
    AWS_ROLE_ARN=$KEYLESS_ROLE_ARN
    AWS_WEB_IDENTITY_TOKEN_FILE=$keyless_folder/token
    AWS_REGION=$KEYLESS_REGION
    # botocore, boto3 and the AWS CLI 1 read only this one.
    AWS_DEFAULT_REGION=$KEYLESS_REGION
    export AWS_ROLE_ARN AWS_WEB_IDENTITY_TOKEN_FILE AWS_ROLE_SESSION_NAME AWS_REGION AWS_DEFAULT_REGION

    # GitLab makes one token per job, when the runner takes it, and cannot be asked for another; it lasts as long as the
    # job's timeout. Only the end is read from it here, to say it.
    keyless_end=$(
      printf %s "$keyless_token" | cut -d. -f2 | tr '_-' '/+' |
        awk '{ while (length($0) % 4) $0 = $0 "="; print }' | base64 -d 2>/dev/null |
        sed -n 's/.*"exp" *: *\([0-9][0-9]*\).*/\1/p'
    ) || keyless_end=
    if [ -n "$keyless_end" ]; then
      keyless_end=$(date -u -d "@$keyless_end" '+%Y-%m-%dT%H:%M:%SZ' 2>/dev/null) || keyless_end="second $keyless_end since 1970"
      keyless_say "$AWS_ROLE_ARN as $AWS_ROLE_SESSION_NAME; credentials can be renewed until $keyless_end"
    else
      keyless_say "$AWS_ROLE_ARN as $AWS_ROLE_SESSION_NAME; credentials can be renewed until the job's timeout"
    fi
    unset keyless_token keyless_variable keyless_temporary keyless_folder keyless_name keyless_end
    unset -f keyless_say keyless_fail
    \#(ShellFragment.traceOn)
    """#
  }

  /// Removes what the script left; for runners whose machine outlives the job.
  static let forget = #"""
    # The token stays valid until its end, so it does not stay on a runner that outlives the job.
    rm -rf -- "${TMPDIR:-/tmp}/aws-credentials-${CI_JOB_ID:-0}".* "/tmp/aws-credentials-${CI_JOB_ID:-0}".*
    """#
}
