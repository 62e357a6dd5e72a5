package import KeylessAWS

/// When a refused call is worth asking again, and after how long.
package struct Retries: Hashable, Sendable {
  /// How often one call is asked again.
  package var limit = 7
  /// Milliseconds before the second attempt; each further pause is twice the one before, up to `longest`.
  package var first = 250
  package var longest = 8_000
  /// Refusals that pass by themselves for this call, besides those that always do.
  package var codes: [String]

  package init(codes: [String] = []) { self.codes = codes }

  /// AWS is busy, or another change of the same thing is under way.
  private static let passing = [
    "Throttling", "ThrottlingException", "ThrottledException", "RequestThrottled", "RequestThrottledException",
    "TooManyRequestsException", "RequestLimitExceeded", "BandwidthLimitExceeded", "PriorRequestNotComplete",
    "EntityTemporarilyUnmodifiable", "ConcurrentModification", "ServiceFailure", "ServiceUnavailable",
    "InternalFailure",
  ]

  package func allow(_ error: QueryError, after attempt: Int) -> Bool {
    guard attempt < limit else { return false }
    return error.status >= 500 || error.status == 429 || (Self.passing + codes).contains { error.has(code: $0) }
  }

  /// Half of the pause is certain and half by chance, so that clients which were refused together do not come back together.
  package func pause(after attempt: Int, random: [UInt8]) -> Int {
    let whole = min(longest, first << min(attempt, 16))
    let chance = random.reduce(0) { $0 << 8 | Int($1) }
    return whole / 2 + chance % (whole / 2 + 1)
  }
}
