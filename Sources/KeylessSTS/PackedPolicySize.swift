import KeylessAWS

/// How much of the room for session policies and tags a session takes, as `PackedPolicySize` tells it.
///
/// AWS packs both into the session token and says how full the token is; the packing itself is secret, and this is our
/// estimate (unverified), made from the few sizes that people published. Tags are as good as not compressed: nine of 252
/// bytes were 498 % (`aws-actions/configure-aws-credentials#1898`), two of two bytes 2 %. Policies are: one of 736
/// characters beside three tags was 82 %, one of 1,690 beside the same tags 157 %, one of 1,480 without tags still fitted.
struct PackedPolicySize {
  /// Bytes that 100 percent stand for.
  private static let room = 460
  /// What a tag costs beside its key and value.
  private static let perTag = 3

  private let packed: Int
  private let hasPolicies: Bool

  /// Nil when there is nothing to pack: AWS then says nothing about the size.
  init?(policies: SessionPolicies, tags: [Session.Tag]) {
    guard !policies.isEmpty || !tags.isEmpty else { return nil }
    hasPolicies = !policies.isEmpty
    let tagged = tags.reduce(0) { $0 + $1.key.utf8.count + $1.value.utf8.count + Self.perTag }
    // Three tenths: the compression that fits the published sizes best.
    packed = tagged + policies.plainLength * 3 / 10
  }

  /// The percentage, or `PackedPolicyTooLarge` above one hundred.
  func percent() throws(QueryError) -> Int {
    let percent = packed * 100 / Self.room
    guard packed > Self.room else { return percent }
    let told = max(101, percent)
    throw hasPolicies ? .packedPolicyTooLarge(percent: told) : .packedTagsTooLarge(percent: told)
  }
}
