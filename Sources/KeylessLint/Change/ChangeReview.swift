import KeylessAWSHalf
import KeylessCIHalf
import KeylessFindings
package import KeylessHandshake
import KeylessPolicy
import KeylessReach
import KeylessSource

/// Two states of the same files beside each other: whom the change lets in, and whom it locks out.
package struct ChangeReview: Sendable {
  package let roles: [RoleChange]
  /// Jobs whose handshake opened before and does not any more, and the other way round.
  package let jobs: [JobChange]

  package struct JobChange: Hashable, Sendable {
    package let job: String
    package let role: String
    package let opens: Bool
    package let why: String
  }

  package init(from old: CheckOutcome, to new: CheckOutcome, issuers: KnownIssuers) {
    let comparer = RoleComparer(issuers)
    var changes: [RoleChange] = []
    for role in new.aws.roles {
      let before = old.aws.roles.first { $0.address == role.address } ?? old.aws.roles.first { Self.isSame($0, role) }
      if let change = comparer.change(from: before, to: role) { changes.append(change) }
    }
    for role in old.aws.roles
    where !new.aws.roles.contains(where: { $0.address == role.address || Self.isSame($0, role) }) {
      if let change = comparer.removal(of: role) { changes.append(change) }
    }
    roles = changes
    jobs = Self.jobs(old.handshakes, new.handshakes)
  }

  /// Whether a change needs somebody's eyes: then the status is 1.
  package var isNotable: Bool { !roles.isEmpty || !jobs.isEmpty }

  /// A role may move to another address; its name and path are what AWS knows it by.
  private static func isSame(_ left: AWSRole, _ right: AWSRole) -> Bool {
    guard let name = left.name?.value, let other = right.name?.value else { return false }
    return name == other && left.path == right.path && left.account == right.account
  }

  private static func jobs(_ old: [Handshake], _ new: [Handshake]) -> [JobChange] {
    new.compactMap { handshake in
      let row = handshake.row
      guard let before = old.map(\.row).first(where: { $0.job == row.job && $0.role == row.role }),
        before.verdict != row.verdict
      else { return nil }
      return JobChange(
        job: row.job,
        role: row.role,
        opens: row.verdict == .opens,
        why: "\(before.verdict) before, \(row.verdict) now" + (row.why.isEmpty ? "" : ": \(row.why)")
      )
    }
  }
}
