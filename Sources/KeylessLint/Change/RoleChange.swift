package import KeylessSource

/// What a change of the files does to who may assume one role.
package struct RoleChange: Sendable {
  /// The role's address.
  package let role: String
  package let kind: Kind
  /// A pipeline that gets in now and did not before, in words.
  package let admitted: String?
  /// A pipeline that got in before and does not now.
  package let lockedOut: String?
  package let reasons: [String]
  /// The role in the new files, or in the old ones where it is gone.
  package let span: SourceSpan

  package enum Kind: String, Hashable, Sendable {
    /// The role is new, and somebody gets in.
    case new
    /// Nobody got in before.
    case opened
    case widened
    /// Some get in that did not, and some do not that did.
    case moved
    case narrowed
    /// Nobody gets in any more.
    case shut
    case removed
    /// Both policies differ, and it cannot be said how.
    case unknown
  }

  /// Whether somebody gets in who did not, or may.
  package var widens: Bool {
    switch kind {
    case .new, .opened, .widened, .moved, .unknown: true
    case .narrowed, .shut, .removed: false
    }
  }

  /// Whether somebody is locked out who got in.
  package var locksOut: Bool {
    switch kind {
    case .moved, .narrowed, .shut, .removed: true
    case .new, .opened, .widened, .unknown: false
    }
  }
}
