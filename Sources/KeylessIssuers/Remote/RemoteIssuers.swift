package import KeylessOIDC
package import KeylessSystem
import Synchronization

/// The keys of issuers on the network, fetched when they are needed and kept for a while.
///
/// AWS does not document how long it keeps an issuer's keys; these rules are those of other implementers (unverified). One
/// sentence bounds the traffic: an issuer is asked at most once in `RemoteIssuerRules.interval` seconds, whoever asks,
/// whatever tokens come in and however the last attempt ended.
///
/// A certificate is judged by this machine's authorities and those of the rules. The thumbprints of a registered provider
/// are not consulted: AWS falls back on them for chains that its own store does not know, and naming such an authority in
/// the rules says the same without SHA-1.
package final class RemoteIssuers: Sendable {
  /// What is known of an issuer's keys without asking anybody.
  package enum Lookup: Sendable {
    case ready(JSONWebKeySet)
    /// Call `fetch` and look again.
    case wantsFetch
    /// Asking failed, and it is too early to ask again.
    case refused(TokenRefusal)
  }

  private let source: IssuerDocuments
  private let rules: RemoteIssuerRules
  private let now: @Sendable () -> Int
  private let note: @Sendable (String) -> Void
  /// By the issuer's URL, byte by byte: two spellings are two issuers.
  private let issuers = Mutex<[[UInt8]: RemoteIssuer]>([:])

  /// `note` hears how each attempt ended, in words for a log.
  package init(
    system: System,
    rules: RemoteIssuerRules = RemoteIssuerRules(),
    note: @escaping @Sendable (String) -> Void = { _ in }
  ) {
    source = IssuerDocuments(system: system, rules: rules)
    self.rules = rules
    now = system.now
    self.note = note
  }

  /// `now` in Unix seconds.
  package func lookup(_ issuer: String, keyID: String?, now: Int) -> Lookup {
    let key = Array(issuer.utf8)
    return issuers.withLock { issuers in
      guard let known = issuers[key] else {
        if issuers.count < rules.mostIssuers || leastUseful(in: issuers, now) != nil { return .wantsFetch }
        return .refused(.keysUnavailable("\(rules.mostIssuers) issuers were asked in the last \(rules.interval) s"))
      }
      issuers[key]?.lastUse = now
      return known.lookup(keyID: keyID, now: now, rules)
    }
  }

  /// Asks the issuer, unless somebody has just done so; whoever comes meanwhile waits for the same answer.
  package func fetch(_ issuer: String, keyID: String?) async {
    await attempt(issuer, keyID)?.value
  }

  private func attempt(_ issuer: String, _ keyID: String?) -> Task<Void, Never>? {
    let key = Array(issuer.utf8)
    let now = now()
    return issuers.withLock { issuers in
      if issuers[key] == nil, issuers.count >= rules.mostIssuers {
        guard let least = leastUseful(in: issuers, now) else { return nil }
        issuers[least] = nil
      }
      var known = issuers[key] ?? RemoteIssuer()
      guard case .wantsFetch = known.lookup(keyID: keyID, now: now, rules) else { return nil }
      if case .underway(let task) = known.attempt { return task }
      let task = Task { await run(issuer) }
      known.started(task, at: now)
      issuers[key] = known
      return task
    }
  }

  private func run(_ issuer: String) async {
    let result: Result<JSONWebKeySet, TokenRefusal>
    do {
      result = .success(try await source.keys(of: issuer))
    } catch {
      result = .failure(error)
    }
    issuers.withLock { $0[Array(issuer.utf8)]?.ended(result) }
    switch result {
    case .success(let keys): note("fetched \(keys.keys.count) keys of \(TokenRefusal.quote(issuer))")
    case .failure(let refusal): note("fetching the keys of \(TokenRefusal.quote(issuer)) failed: \(refusal.reason)")
    }
  }

  /// The issuer to forget for another: idle, not asked lately (or forgetting would let it be asked again too soon), longest
  /// unused.
  private func leastUseful(in issuers: [[UInt8]: RemoteIssuer], _ now: Int) -> [UInt8]? {
    issuers.filter { $0.value.mayBeAsked(now: now, rules) && $0.value.isIdle }
      .min { $0.value.lastUse < $1.value.lastUse }?.key
  }
}
