import KeylessAWSHalf
package import KeylessHandshake

/// Two states of the same files beside each other: whom the change lets in, and whom it locks out.
package struct ChangeReview: Sendable {
  package let roles: [RoleChange]
  /// Jobs whose handshake opened before and does not any more, and the other way round.
  package let jobs: [JobChange]

  package init(from old: CheckOutcome, to new: CheckOutcome, issuers: KnownIssuers) {
    var issuers = issuers
    issuers.add(old.ci)
    issuers.add(new.ci)
    let comparer = RoleComparer(issuers)
    let pairs = RolePairs(old.aws.roles, new.aws.roles)
    roles =
      pairs.pairs.compactMap { pair in
        pair.old.map { comparer.change(from: $0, to: pair.new) } ?? comparer.addition(of: pair.new)
      } + pairs.gone.compactMap(comparer.removal)
    jobs = JobChange.all(from: old.handshakes, to: new.handshakes)
  }

  /// Whether a change needs somebody's eyes: then the status is 1.
  package var isNotable: Bool { !roles.isEmpty || !jobs.isEmpty }
}
