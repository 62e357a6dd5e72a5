import KeylessOIDC

/// What is known of one issuer on the network: its keys, when they were asked for, and how the last attempt went.
///
/// A value; time comes in, so that every way through it can be tested without a clock.
struct RemoteIssuer: Sendable {
  enum Attempt: Sendable {
    case idle
    case underway(Task<Void, Never>)
  }

  private(set) var attempt = Attempt.idle
  /// When it was last looked up, for forgetting the right one.
  var lastUse = 0
  private var lastAttempt: Int?
  /// How the last attempt failed; nil when it did not.
  private var failure: TokenRefusal?
  private var kept: Kept?

  private struct Kept: Sendable {
    let keys: JSONWebKeySet
    /// When they were asked for, which is before they were true.
    let since: Int

    func has(_ keyID: String) -> Bool {
      keys.keys.contains { $0.webKey.keyID?.utf8.elementsEqual(keyID.utf8) == true }
    }
  }

  var isIdle: Bool { if case .idle = attempt { true } else { false } }

  /// A clock that was set back must not silence an issuer.
  func mayBeAsked(now: Int, _ rules: RemoteIssuerRules) -> Bool {
    guard let lastAttempt else { return true }
    return now < lastAttempt || now - lastAttempt >= rules.interval
  }

  func lookup(keyID: String?, now: Int, _ rules: RemoteIssuerRules) -> RemoteIssuers.Lookup {
    let mayFetch = !isIdle || mayBeAsked(now: now, rules)
    guard let kept else {
      return mayFetch ? .wantsFetch : .refused(failure ?? .keysUnavailable("the issuer was asked a moment ago"))
    }
    let age = now - kept.since
    let isFresh = (0..<rules.fresh).contains(age)
    let isKnown = keyID.map(kept.has) ?? true
    if isFresh, isKnown { return .ready(kept.keys) }
    if mayFetch { return .wantsFetch }
    let failure = failure ?? .keysUnavailable("the issuer was asked a moment ago")
    guard (0..<rules.stale).contains(age) else {
      return .refused(failure.because("the keys of \(age) s ago are too old to go on with, and \(failure.reason)"))
    }
    // Without a failure the verifier says it better: the issuer has no such key.
    if isKnown || self.failure == nil { return .ready(kept.keys) }
    return .refused(failure.because("the keys of \(age) s ago do not have the token's, and \(failure.reason)"))
  }

  mutating func started(_ task: Task<Void, Never>, at now: Int) {
    attempt = .underway(task)
    lastAttempt = now
    lastUse = now
  }

  mutating func ended(_ result: Result<JSONWebKeySet, TokenRefusal>) {
    attempt = .idle
    switch result {
    case .success(let keys):
      kept = Kept(keys: keys, since: lastAttempt ?? 0)
      failure = nil
    case .failure(let refusal): failure = refusal
    }
  }
}

extension TokenRefusal {
  /// The same answer to the client for a longer reason.
  fileprivate func because(_ reason: String) -> TokenRefusal {
    TokenRefusal(code, reason, message: awsError.message)
  }
}
