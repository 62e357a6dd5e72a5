package import KeylessCalls

/// What the calls of a rehearsed job say about its handshake.
package enum JobVerdict: Hashable, Sendable {
  /// The token was exchanged, and every call was made by the resulting session.
  case opens(identity: String)
  /// The token was presented and AWS said no.
  case refused(code: String, message: String, reason: String)
  /// No call ever carried the job's token.
  case tokenNeverPresented(CallersSeen)
  /// The token was exchanged, but something else made calls too.
  case anotherIdentity(accessKeyIDs: [String])
  /// The token was exchanged, but for a role that was not asked for.
  case anotherRole(identities: [String])

  /// Who called instead of the token.
  package enum CallersSeen: Hashable, Sendable {
    case nobody
    /// Calls without credentials, or without a token that this job was given.
    case unsigned
    case others(accessKeyIDs: [String])
  }

  /// Judges the calls in the order they arrived.
  ///
  /// `tokenID` is the `jti` of the token that the job was given, `roleARN` the role it was given it for.
  package init(_ calls: [CallRecord], tokenID: String, roleARN: String) {
    let exchanges = calls.filter { $0.token?.tokenID?.utf8.elementsEqual(tokenID.utf8) == true }
    var identities: [String] = []
    for case .answered(let identity?) in exchanges.map(\.outcome) { identities.append(identity) }
    var strangers: [String] = []
    for call in calls {
      switch call.caller {
      case .unverified(let keyID), .user(_, let keyID):
        if !strangers.contains(keyID) { strangers.append(keyID) }
      // A session of this server, but not one that this job's token gave.
      case .session(let arn, let keyID)
      where !identities.contains { $0.utf8.elementsEqual(arn.utf8) } && !strangers.contains(keyID):
        strangers.append(keyID)
      case .unsigned, .session: break
      }
    }

    guard let last = exchanges.last else {
      if !strangers.isEmpty {
        self = .tokenNeverPresented(.others(accessKeyIDs: strangers))
      } else {
        self = .tokenNeverPresented(calls.isEmpty ? .nobody : .unsigned)
      }
      return
    }
    guard let opened = identities.last else {
      guard case .refused(let code, let message, let reason) = last.outcome else {
        self = .tokenNeverPresented(.unsigned)
        return
      }
      self = .refused(code: code, message: message, reason: reason)
      return
    }
    var others: [String] = []
    for call in exchanges where call.token.map({ !$0.roleARN.utf8.elementsEqual(roleARN.utf8) }) == true {
      if case .answered(let identity?) = call.outcome, !others.contains(identity) { others.append(identity) }
    }
    if !strangers.isEmpty {
      self = .anotherIdentity(accessKeyIDs: strangers)
    } else {
      self = others.isEmpty ? .opens(identity: opened) : .anotherRole(identities: others)
    }
  }

  package var isOpen: Bool {
    if case .opens = self { true } else { false }
  }
}
