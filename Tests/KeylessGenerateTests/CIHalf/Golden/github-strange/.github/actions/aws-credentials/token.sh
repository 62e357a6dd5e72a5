# Asks GitHub for the job's token, and puts it into its file. Read by deliver.sh and refresh.sh.
# shellcheck shell=sh

# A trace would write the token into the log.
{ set +x; } 2>/dev/null

# Quotes a value for curl's configuration.
keyless_quote() { printf %s "$1" | sed 's/[\\"]/\\&/g'; }

# Prints the answer, and on a last line its status. What is secret goes to curl through standard input: everybody on the
# machine can read a command's arguments.
keyless_ask() {
  {
    printf 'url = "%s"\n' "$(keyless_quote "$ACTIONS_ID_TOKEN_REQUEST_URL")"
    printf 'header = "Authorization: bearer %s"\n' "$(keyless_quote "$ACTIONS_ID_TOKEN_REQUEST_TOKEN")"
    printf 'get\ndata-urlencode = "audience=%s"\n' "$(keyless_quote "$KEYLESS_AUDIENCE")"
  } | curl -q --silent --show-error --max-time 30 --write-out '\n%{http_code}\n' --config -
}

# Sets keyless_token. Otherwise sets keyless_why, and returns 1 for what may pass and 2 for a refusal.
keyless_request() {
  keyless_wait=${KEYLESS_RETRY_SECONDS:-1}
  for keyless_try in 1 2 3 4 5; do
    keyless_answer=$(keyless_ask) || :
    keyless_status=$(printf '%s\n' "$keyless_answer" | tail -n 1)
    case $keyless_status in
      200)
        keyless_token=$(printf '%s\n' "$keyless_answer" | sed -n 's/.*"value" *: *"\([^"]*\)".*/\1/p')
        keyless_answer=
        case $keyless_token in
          *[!A-Za-z0-9._-]*) ;;
          *.*.*) return 0 ;;
        esac
        keyless_token=
        keyless_why="GitHub answered without a token"
        ;;
      000 | '') keyless_why="GitHub's token service did not answer" ;;
      408 | 429 | 5??) keyless_why="GitHub's token service answered $keyless_status" ;;
      *)
        keyless_why="GitHub's token service refused with $keyless_status"
        return 2
        ;;
    esac
    if [ "$keyless_try" != 5 ]; then
      sleep "$keyless_wait"
      keyless_wait=$((keyless_wait * 2))
    fi
  done
  keyless_why="$keyless_why, five times"
  return 1
}

# Puts the token into the file `token` of a folder in one step, so that no SDK ever reads half of it.
keyless_write() {
  # mktemp makes a file that this user alone can read.
  keyless_new=$(mktemp "$1/token.XXXXXX") && printf %s "$keyless_token" >"$keyless_new" &&
    mv -f -- "$keyless_new" "$1/token"
}
