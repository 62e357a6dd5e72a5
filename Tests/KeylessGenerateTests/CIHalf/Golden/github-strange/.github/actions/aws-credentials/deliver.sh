#!/bin/sh
# Gets the job's token, puts it into a file and tells the following steps' AWS SDKs where it is. They exchange it for
# credentials themselves, and read it again whenever they renew them.
set -eu
keyless_here=$(dirname -- "$0")
# shellcheck source-path=SCRIPTDIR source=token.sh
. "$keyless_here/token.sh"

# Lines like these are GitHub's way to mark a step's outcome.
keyless_fail() { printf '::error title=AWS credentials::%s\n' "$*"; exit 1; }
keyless_warn() { printf '::warning title=AWS credentials::%s\n' "$*"; }

case ${KEYLESS_ROLE_ARN:-} in
  arn:*:iam::*:role/?*) ;;
  '') keyless_fail "no role is given: set the action's input role-arn" ;;
  *) keyless_fail "'$KEYLESS_ROLE_ARN' is not the ARN of a role, like arn:aws:iam::111122223333:role/NAME: set the action's input role-arn" ;;
esac
# Each of these becomes a line of its own in GITHUB_ENV.
case $KEYLESS_ROLE_ARN$KEYLESS_REGION in
  *[[:cntrl:]]*) keyless_fail "role-arn and region may have no line ends" ;;
esac
if [ -z "$KEYLESS_REGION" ]; then keyless_fail "no region is given: set the action's input region"; fi
if [ -z "$KEYLESS_AUDIENCE" ]; then keyless_fail "no audience is given: set the action's input audience"; fi
case ${KEYLESS_REFRESH_LIMIT:-0} in
  *[!0-9]*) keyless_fail "refresh-limit is not a number of seconds" ;;
esac
command -v curl >/dev/null 2>&1 || keyless_fail "there is no curl on this runner, and it fetches the token"

if [ -z "${ACTIONS_ID_TOKEN_REQUEST_URL:-}" ] || [ -z "${ACTIONS_ID_TOKEN_REQUEST_TOKEN:-}" ]; then
  if [ "${KEYLESS_FORK:-}" = true ]; then
    keyless_fail "GitHub gives no token to a pull request from a fork; skip this job there, by its \`if\`"
  fi
  keyless_fail "this job may not ask for a token: give it \`permissions: {id-token: write}\`, and its caller too if the workflow is called by another"
fi
if keyless_request; then :; else keyless_fail "no token: $keyless_why"; fi

# The runner empties RUNNER_TEMP before and after each job; it lies outside the work tree.
keyless_folder=$(mktemp -d "$RUNNER_TEMP/aws-credentials.XXXXXX")
keyless_write "$keyless_folder" || keyless_fail "the token could not be written to '$keyless_folder'"

# The name of the session in CloudTrail. AWS takes 2 to 64 of these characters; a ref may have many others.
keyless_name=$(printf %s "${KEYLESS_SESSION_PREFIX:-github}-${GITHUB_RUN_ID:-}-${GITHUB_RUN_ATTEMPT:-}-${GITHUB_REPOSITORY:-}-${GITHUB_REF_NAME:-}" | LC_ALL=C tr -c 'A-Za-z0-9_+=,.@-' '-')
AWS_ROLE_SESSION_NAME=$(printf '%.64s' "$keyless_name")

# A key that is still set wins over the token in some SDK. No step can unset a variable for the next, and SDKs take an
# empty key for none.
for keyless_variable in AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN; do
  if eval "[ -n \"\${$keyless_variable:-}\" ]"; then
    keyless_warn "$keyless_variable was set and is emptied; remove it from \`env\`, or from the runner"
    printf '%s=\n' "$keyless_variable" >>"$GITHUB_ENV"
  fi
done
# A profile cannot be emptied: boto3 and the AWS CLI then look for one without a name. So the profile becomes one that
# says the same as the variables below.
keyless_profile=
for keyless_variable in AWS_PROFILE AWS_DEFAULT_PROFILE; do
  if eval "[ -n \"\${$keyless_variable+set}\" ]"; then
    keyless_warn "$keyless_variable was set and is replaced, with AWS_CONFIG_FILE; remove it from \`env\`, or from the runner"
    keyless_profile=keyless-job
    printf '%s=%s\n' "$keyless_variable" "$keyless_profile" >>"$GITHUB_ENV"
  fi
done
if [ -n "$keyless_profile" ]; then
  (
    umask 077
    printf '[profile %s]\nrole_arn = %s\nweb_identity_token_file = %s\nrole_session_name = %s\nregion = %s\n' \
      "$keyless_profile" "$KEYLESS_ROLE_ARN" "$keyless_folder/token" "$AWS_ROLE_SESSION_NAME" "$KEYLESS_REGION" \
      >"$keyless_folder/config"
  )
  printf 'AWS_CONFIG_FILE=%s\n' "$keyless_folder/config" >>"$GITHUB_ENV"
fi

# botocore, boto3 and the AWS CLI 1 read only AWS_DEFAULT_REGION.
printf '%s\n' "AWS_ROLE_ARN=$KEYLESS_ROLE_ARN" "AWS_WEB_IDENTITY_TOKEN_FILE=$keyless_folder/token" \
  "AWS_ROLE_SESSION_NAME=$AWS_ROLE_SESSION_NAME" "AWS_REGION=$KEYLESS_REGION" \
  "AWS_DEFAULT_REGION=$KEYLESS_REGION" >>"$GITHUB_ENV"

if [ "${KEYLESS_REFRESH:-true}" = true ]; then
  # With no stream of this step open, so that the step can end. The runner ends it with the job, by the variable
  # RUNNER_TRACKING_ID that it inherits.
  nohup sh "$keyless_here/refresh.sh" "$keyless_folder" </dev/null >"$keyless_folder/refresh.log" 2>&1 &
  echo "$KEYLESS_ROLE_ARN as $AWS_ROLE_SESSION_NAME; the token is renewed until the job ends"
else
  echo "$KEYLESS_ROLE_ARN as $AWS_ROLE_SESSION_NAME; the token is not renewed and ends in five minutes, the credentials made from it when the role says"
fi
