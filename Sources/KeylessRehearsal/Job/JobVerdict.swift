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
  case anotherIdentity([Other])
  /// The token was exchanged, but for a role that was not asked for.
  case anotherRole(identities: [String])

  /// Who called instead of the token.
  package enum CallersSeen: Hashable, Sendable {
    case nobody
    /// Calls without credentials, or without a token that this job was given.
    case unsigned
    case others([Other])
  }

  /// Somebody other than this job's session who signed calls.
  package enum Other: Hashable, Sendable {
    /// A key that the local AWS does not know, or did not believe.
    case key(String)
    /// A user of the local AWS, by its ARN.
    case user(String)
    /// A session that this job's token did not give, by its ARN.
    case session(String)
  }

  /// Judges the calls in the order they arrived.
  ///
  /// `tokenIDs` are the `jti` of the tokens that the job was given or asked for, `roleARN` the role they are for.
  package init(_ calls: [CallRecord], tokenIDs: [String], roleARN: String) {
    let exchanges = calls.filter { call in
      guard let presented = call.token?.tokenID else { return false }
      return tokenIDs.contains { $0.utf8.elementsEqual(presented.utf8) }
    }
    var identities: [String] = []
    for case .answered(let identity?) in exchanges.map(\.outcome) { identities.append(identity) }
    let strangers = Self.strangers(in: calls, besides: identities)

    guard let last = exchanges.last else {
      if !strangers.isEmpty {
        self = .tokenNeverPresented(.others(strangers))
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
      self = .anotherIdentity(strangers)
    } else {
      self = others.isEmpty ? .opens(identity: opened) : .anotherRole(identities: others)
    }
  }

  /// Whoever signed a call and is neither a session of the token nor one that such a session assumed a role for.
  private static func strangers(in calls: [CallRecord], besides identities: [String]) -> [Other] {
    var own = identities
    var strangers: [Other] = []
    for call in calls {
      let stranger: Other
      switch call.caller {
      case .unsigned: continue
      case .unverified(let keyID): stranger = .key(keyID)
      case .user(let arn, _): stranger = .user(arn)
      case .session(let arn, _):
        if own.contains(where: { $0.utf8.elementsEqual(arn.utf8) }) {
          // A chain of roles begins with the token and stays its own.
          if call.action.utf8.elementsEqual("AssumeRole".utf8), case .answered(let next?) = call.outcome {
            own.append(next)
          }
          continue
        }
        stranger = .session(arn)
      }
      if !strangers.contains(stranger) { strangers.append(stranger) }
    }
    return strangers
  }

  package var isOpen: Bool {
    if case .opens = self { true } else { false }
  }
}
