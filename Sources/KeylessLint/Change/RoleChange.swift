import KeylessAWSHalf

/// What a change of the files does to who may assume one role.
package struct RoleChange: Sendable {
  /// The role's address.
  package let role: String
  package private(set) var kind: Kind
  /// A pipeline that gets in now and did not before, in words.
  package let admitted: String?
  /// A pipeline that got in before and does not now.
  package private(set) var lockedOut: String?
  package let reasons: [String]

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
    /// The same get in, by another name.
    case renamed
    /// Both policies differ, and it cannot be said how.
    case unknown
  }

  /// Whether somebody gets in who did not, or may.
  package var widens: Bool {
    switch kind {
    case .new, .opened, .widened, .moved, .unknown: true
    case .narrowed, .shut, .removed, .renamed: false
    }
  }

  /// Whether somebody is locked out who got in.
  package var locksOut: Bool {
    switch kind {
    case .moved, .narrowed, .shut, .removed, .renamed: true
    case .new, .opened, .widened, .unknown: lockedOut != nil
    }
  }

  init(_ role: AWSRole, _ kind: Kind, admitted: String? = nil, lockedOut: String? = nil, reasons: [String] = []) {
    self.role = role.address
    self.kind = kind
    self.admitted = admitted
    self.lockedOut = lockedOut
    var told: Set<String> = []
    self.reasons = reasons.filter { told.insert($0).inserted }
  }

  /// The same of a role that has another name too: whoever asks for the old one is out, whatever the policy says.
  func renamed(_ renaming: RoleChange) -> RoleChange {
    var change = self
    if kind == .widened { change.kind = .moved }
    change.lockedOut = lockedOut ?? renaming.lockedOut
    return change
  }
}
