import KeylessAccounts

/// How often each managed policy is used in an account, counted once for a whole list.
struct PolicyCounts {
  private var attached: [[UInt8]: Int] = [:]
  private var boundaries: [[UInt8]: Int] = [:]

  init(in account: AccountContents) {
    for permissions in account.allPermissions {
      for arn in permissions.attached { attached[Array(arn.utf8), default: 0] += 1 }
      if let boundary = permissions.boundary { boundaries[Array(boundary.utf8), default: 0] += 1 }
    }
  }

  func attachments(of policy: ManagedPolicy) -> Int { attached[Array(policy.arn.utf8)] ?? 0 }

  func boundaries(of policy: ManagedPolicy) -> Int { boundaries[Array(policy.arn.utf8)] ?? 0 }

  /// The ARNs of all policies that somebody has, in byte order.
  var arns: [String] {
    Set(attached.keys).union(boundaries.keys).sorted { $0.lexicographicallyPrecedes($1) }
      .map { String(decoding: $0, as: UTF8.self) }
  }
}
