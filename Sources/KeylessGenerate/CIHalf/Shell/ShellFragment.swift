/// Pieces of POSIX shell that more than one generated file has.
///
/// Every name they set begins with `keyless_` or is meant for the SDKs.
enum ShellFragment {
  /// Variables that win over the job's token in one SDK or another.
  static let strayVariables = [
    "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_PROFILE", "AWS_DEFAULT_PROFILE",
  ]

  /// Refuses what is not a role's ARN; `hint` says where the value comes from.
  static func checkRole(hint: String) -> String {
    #"""
    case ${KEYLESS_ROLE_ARN:-} in
      arn:*:iam::*:role/?*) ;;
      '') keyless_fail "no role is given: \#(hint)" ;;
      *) keyless_fail "'$KEYLESS_ROLE_ARN' is not the ARN of a role, like arn:aws:iam::111122223333:role/NAME: \#(hint)" ;;
    esac
    """#
  }

  /// Sets AWS_ROLE_SESSION_NAME from `parts`, the most telling first, so that what is cut off is missed least.
  ///
  /// AWS allows `[\w+=,.@-]{2,64}`: no `/`, which most refs and all project paths have.
  static func sessionName(_ parts: String) -> String {
    #"""
    # The name of the session in CloudTrail. AWS takes 2 to 64 of these characters; a ref may have many others.
    keyless_name=$(printf %s "\#(parts)" | LC_ALL=C tr -c 'A-Za-z0-9_+=,.@-' '-')
    AWS_ROLE_SESSION_NAME=$(printf '%.64s' "$keyless_name")
    """#
  }
}
