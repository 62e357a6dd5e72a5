import KeylessAccounts

/// How often each managed policy is attached in an account, and how often it is a boundary.
struct PolicyUsage: Sendable {
  private var attachments: [[UInt8]: Int] = [:]
  private var boundaries: [[UInt8]: Int] = [:]

  init(_ contents: AccountContents) {
    for role in contents.allRoles { count(role.permissions) }
    for user in contents.allUsers { count(user.permissions) }
  }

  private mutating func count(_ permissions: Permissions) {
    for arn in permissions.attached { attachments[Array(arn.utf8), default: 0] += 1 }
    if let boundary = permissions.boundary { boundaries[Array(boundary.utf8), default: 0] += 1 }
  }

  func attachments(of arn: String) -> Int { attachments[Array(arn.utf8)] ?? 0 }

  func boundaries(of arn: String) -> Int { boundaries[Array(arn.utf8)] ?? 0 }

  /// The ARNs of all policies that somebody has, in byte order.
  var arns: [String] {
    Set(attachments.keys).union(boundaries.keys).sorted { $0.lexicographicallyPrecedes($1) }
      .map { String(decoding: $0, as: UTF8.self) }
  }
}
