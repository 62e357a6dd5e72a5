/// What a finding means for who gets in.
package enum FindingEffect: String, CaseIterable, Hashable, Sendable {
  /// Somebody gets in, or gets more, than the owner meant.
  case open
  /// Nobody gets in, or the federation is never used.
  case dead
  /// The text cannot be resolved, so that neither may be claimed.
  case unknown
}
