/// Why a text is not an ARN, or not the ARN of a role.
package enum ARNError: Error, Hashable, Sendable, CustomStringConvertible {
  case tooLong
  case spaceOrControl
  case prefix
  /// How many colon-separated parts there were instead of six.
  case parts(Int)
  /// Which field must not be empty.
  case empty(String)
  case notIAM
  case hasRegion
  case account
  case notARole
  case rolePath
  case roleName

  package var description: String {
    switch self {
    case .tooLong: "an ARN has at most 2048 bytes"
    case .spaceOrControl: "an ARN has no spaces and no control characters"
    case .prefix: "an ARN begins with `arn:`"
    case .parts(let count): "an ARN has six parts separated by colons, this has \(count)"
    case .empty(let field): "the \(field) of the ARN is empty"
    case .notIAM: "the ARN of a role names the service `iam`"
    case .hasRegion: "the ARN of a role has no region"
    case .account: "the account of a role's ARN is twelve digits"
    case .notARole: "the resource of a role's ARN is `role/` and a name"
    case .rolePath: "a role's path is printable ASCII, begins and ends with `/` and has at most 512 characters"
    case .roleName: "a role's name is 1 to 64 of the characters `A-Za-z0-9_+=,.@-`"
    }
  }
}
