package import KeylessSource

/// Whether a job may ask for a token: `id-token: write` of its own, its workflow's, and no less of its caller's.
package struct GitHubGrant: Hashable, Sendable {
  package var isGranted: Bool
  /// What decides it: the entry that grants, or the block that leaves it out; nil when nothing is said anywhere.
  package var place: SourceSpan?
  /// Whether nothing here says so: a caller that is not in these files may grant it.
  package var isAssumed = false

  /// What a caller that is not here may grant to the workflow that says there how it is called.
  init(assumedAt place: SourceSpan) {
    self.init(isGranted: true, place: place)
    isAssumed = true
  }

  static let withheld = GitHubGrant(isGranted: false, place: nil)

  /// The grant of a job; a called workflow has no more than `ceiling`, its caller's.
  init(_ permissions: GitHubPermissions?, under ceiling: GitHubGrant?) {
    guard let permissions else {
      self = ceiling ?? .withheld
      return
    }
    guard let granted = permissions.grant else {
      self.init(isGranted: false, place: permissions.idToken?.span ?? permissions.key)
      return
    }
    self.init(isGranted: ceiling?.isGranted ?? true, place: ceiling?.isGranted == false ? ceiling?.place : granted)
  }

  private init(isGranted: Bool, place: SourceSpan?) {
    self.isGranted = isGranted
    self.place = place
  }
}
