# A job without any SDK: exchanges its token as the STS API says, and prints the answer.
set -u
token=$(cat "$AWS_WEB_IDENTITY_TOKEN_FILE")
authority=${AWS_ENDPOINT_URL_STS#http://}
body="Action=AssumeRoleWithWebIdentity&Version=2011-06-15&RoleArn=$AWS_ROLE_ARN"
body="$body&RoleSessionName=$AWS_ROLE_SESSION_NAME&WebIdentityToken=$token"
exec 3<>"/dev/tcp/${authority%:*}/${authority#*:}"
printf 'POST / HTTP/1.1\r\nHost: %s\r\nContent-Type: application/x-www-form-urlencoded\r\n' "$authority" >&3
printf 'Content-Length: %d\r\nConnection: close\r\n\r\n%s' "${#body}" "$body" >&3
cat <&3
exec 3>&-
