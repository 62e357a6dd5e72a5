import KeylessSource

/// Everything that a rehearsal of all roles found, and its text.
package struct HandshakeTranscript: Sendable {
  package struct Role: Sendable {
    package var arn: String
    package var attempts: [HandshakeAttempt]

    package init(arn: String, attempts: [HandshakeAttempt]) {
      self.arn = arn
      self.attempts = attempts
    }
  }

  package var endpoint: String
  package var issuer: String
  package var providerARN: String
  package var audience: String
  package var roles: [Role]

  package init(endpoint: String, issuer: String, providerARN: String, audience: String, roles: [Role]) {
    self.endpoint = endpoint
    self.issuer = issuer
    self.providerARN = providerARN
    self.audience = audience
    self.roles = roles
  }

  /// True when every intended pipeline got in, no near miss did, and every role was tried with at least one near miss.
  ///
  /// No role at all proves nothing, so it is not right.
  package var isRight: Bool {
    !roles.isEmpty
      && roles.allSatisfy { role in role.attempts.allSatisfy(\.isRight) && role.attempts.contains(where: \.isMiss) }
  }

  package var text: String {
    var lines = [
      "The local AWS at \(endpoint) plays the issuer \(issuer).",
      "  provider  \(providerARN)",
      "  audience  \(audience)",
    ]
    for role in roles { lines += Self.lines(role) }
    lines += [""] + summary
    return lines.map(TerminalText.escaping).joined(separator: "\n") + "\n"
  }

  /// The pipeline with what AWS sees of it, then its misses with their reasons, then the variations that are meant to get in.
  private static func lines(_ role: Role) -> [String] {
    var lines = ["", "role \(role.arn)"]
    var admitted: [String] = []
    for attempt in role.attempts {
      switch attempt.kind {
      case .pipeline(let name):
        lines += admitted + ["", "  pipeline \(name)"] + attempt.claims.map { "      \($0)" } + outcome(attempt)
        admitted = []
      case .variation(let name, let changes):
        let what = changes.isEmpty ? name : "\(name): \(changes.joined(separator: ", "))"
        if case .opened = attempt.outcome, attempt.isAdmitted {
          admitted.append("    admitted  \(what)")
        } else {
          lines += outcome(attempt, what)
        }
      }
    }
    return lines + admitted
  }

  private static func outcome(_ attempt: HandshakeAttempt, _ what: String? = nil) -> [String] {
    let indent = "              "
    switch attempt.outcome {
    case .opened(let identity):
      guard let what else { return ["    opens     \(identity)"] }
      return ["    WRONG     \(what)", indent + "it got in as \(identity)"]
    case .refused(let code, let message, let reason):
      let head = attempt.isAdmitted ? "    WRONG     " : "    refused   "
      // AWS's AccessDenied says one sentence whatever the reason; every other text is worth knowing.
      let says = code.utf8.elementsEqual("AccessDenied".utf8) ? code : "\(code): \(message)"
      let why = reason.utf8.elementsEqual(message.utf8) ? "\(code): \(message)" : "\(says); \(reason)"
      return what.map { [head + $0, indent + why] } ?? [head + why]
    case .unmintable(let reason):
      return ["    no token  " + (what ?? ""), indent + reason]
    }
  }

  private var summary: [String] {
    let attempts = roles.flatMap(\.attempts)
    let wrong = attempts.filter { !$0.isRight }
    let opened = attempts.count { if case .pipeline = $0.kind { $0.isRight } else { false } }
    let misses = attempts.count(where: \.isMiss)
    let admitted = attempts.count { attempt in
      if case .variation = attempt.kind, case .opened = attempt.outcome { attempt.isAdmitted } else { false }
    }
    var parts = [
      "\(Self.count(opened, "pipeline")) got in",
      "\(Self.count(misses, "near miss", "near misses")) \(misses == 1 ? "was" : "were") refused",
    ]
    if admitted > 0 { parts.append("\(Self.count(admitted, "variation")) that the intent admits got in too") }
    let untried = roles.filter { !$0.attempts.contains(where: \.isMiss) }
    guard !roles.isEmpty else { return ["WRONG: the intent has no role, so there was no handshake to play."] }
    guard wrong.isEmpty, untried.isEmpty else {
      return [parts.joined(separator: ", ") + "."]
        + (wrong.isEmpty
          ? [] : ["WRONG: \(Self.count(wrong.count, "handshake")) did not go as the intent says; see above."])
        + untried.map { "WRONG: nothing was refused for \($0.arn); a role that refuses nothing proves nothing." }
    }
    return [parts.joined(separator: ", ") + ". Every handshake went as the intent says."]
  }

  private static func count(_ number: Int, _ noun: String, _ plural: String? = nil) -> String {
    "\(number) \(number == 1 ? noun : plural ?? noun + "s")"
  }
}
