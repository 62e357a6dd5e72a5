#!/bin/sh
# Puts a new token into the file before the old one ends, as long as the job lives: GitHub's tokens last five minutes,
# and an SDK that renews its credentials reads the file again. Started by deliver.sh; its one argument is the folder.
set -eu
# shellcheck source-path=SCRIPTDIR source=token.sh
. "$(dirname -- "$0")/token.sh"

# The runner ends this process with the job. Should it not, one of these does: the folder is gone, which the runner
# empties too; GitHub refuses, because the job is over; or the longest time has passed.
keyless_begin=$(date +%s)
while sleep "${KEYLESS_REFRESH_SECONDS:-120}"; do
  if [ ! -f "$1/token" ]; then exit 0; fi
  if [ "$(($(date +%s) - keyless_begin))" -ge "${KEYLESS_REFRESH_LIMIT:-21600}" ]; then
    echo "the token is no longer renewed: the longest time, ${KEYLESS_REFRESH_LIMIT:-21600} seconds, has passed"
    exit 0
  fi
  keyless_code=0
  keyless_request || keyless_code=$?
  case $keyless_code in
    0)
      # Gone in the meantime: nothing is put back.
      if [ ! -f "$1/token" ]; then exit 0; fi
      keyless_write "$1"
      ;;
    2)
      echo "the token is no longer renewed: $keyless_why"
      exit 0
      ;;
    # The file still holds a token for a while, so the next round may be in time.
    *) echo "the token was not renewed: $keyless_why" ;;
  esac
done
