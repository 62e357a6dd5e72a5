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

  /// `AWS_MAX_ATTEMPTS` means what it means to the AWS SDKs: all attempts for one call, the first included.
  package init(environment: [String: String]) throws(ClientError) {
    self.init()
    guard let text = environment["AWS_MAX_ATTEMPTS"], !text.isEmpty else { return }
    guard let attempts = ASCII.integer(text.utf8), attempts > 0 else {
      throw ClientError("AWS_MAX_ATTEMPTS is no number of attempts: a whole number of at least 1 is wanted")
    }
    limit = attempts - 1
  }

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
