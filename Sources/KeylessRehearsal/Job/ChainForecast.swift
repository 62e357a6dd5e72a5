package import KeylessCalls
package import KeylessChain
import KeylessSource

/// What `keyless chain` said a command would take for credentials, beside what it did take: a difference is a bug of ours.
package struct ChainForecast: Hashable, Sendable {
  private let resolutions: [Resolution]

  /// One for each block of the configuration and each version that may have run; none where nothing is foretold.
  package init(_ resolutions: [Resolution]) { self.resolutions = resolutions }

  /// What calls rest on: the job's token, or a key.
  private enum Basis: Hashable {
    case token
    case key(String)
  }

  /// Lines for the end of the transcript; none for a command of which nothing is foretold.
  package func lines(_ calls: [CallRecord], command: [String]) -> [String] {
    guard !resolutions.isEmpty else { return [] }
    let foretold = resolutions.map { "\(TerminalText.escaping($0.tool.title)): \(Self.words($0))" }
    var seen: [String] = []
    for line in foretold where !seen.contains(line) { seen.append(line) }
    var lines = seen.map { "foretold: \($0)" }
    let surprises = surprises(calls)
    for surprise in surprises {
      let what =
        switch surprise {
        case .token: "the job's token was presented"
        case .key(let id): "access key `\(TerminalText.escaping(id))` signed a call"
        }
      lines.append(
        "DIFFERENT: \(what), and no link that was foretold does that. This is a bug of keyless: please report it with"
      )
    }
    if !surprises.isEmpty {
      // What follows may hold a secret, and a report is public.
      let words = command.prefix(3).prefix { !$0.hasPrefix("-") && !$0.contains("=") }
      let shown =
        TerminalText.escaping(ShownText.withoutSecrets(words.joined(separator: " ")))
        + (words.count < command.count ? " …" : "")
      lines.append("  keyless chain --format json, run in the same folder, and \(shown)")
    }
    return lines
  }

  /// Nothing surprises where a link is not known.
  private func surprises(_ calls: [CallRecord]) -> [Basis] {
    var expected: Set<Basis> = []
    for resolution in resolutions {
      switch resolution.outcome {
      case .unknown: return []
      case .failed: continue
      case .fired(let link):
        switch link.base.plan {
        case .webIdentity: expected.insert(.token)
        case .keys(let id?, _, _, _): expected.insert(.key(id))
        // What a command, a cache or a service gives is known only when it is asked.
        case .keys, .sso, .login, .process, .container, .instanceMetadata, .assumeRole: return []
        }
      }
    }
    var surprises: [Basis] = []
    for basis in calls.compactMap(Self.basis) where !expected.contains(basis) && !surprises.contains(basis) {
      surprises.append(basis)
    }
    return surprises
  }

  /// Nil for a call without a signature, and for one that a session made, which rests on an earlier call.
  private static func basis(_ call: CallRecord) -> Basis? {
    if call.token != nil { return .token }
    switch call.caller {
    case .unsigned, .session: return nil
    case .unverified(let id): return .key(id)
    case .user(_, let id): return .key(id)
    }
  }

  private static func words(_ resolution: Resolution) -> String {
    switch resolution.outcome {
    case .fired(let link): "\(link.kind.rawValue), from \(TerminalText.escaping(link.origin.words))"
    case .failed(let failure):
      "an error: \(TerminalText.escaping(failure.text.split(separator: "\n").first.map(String.init) ?? ""))"
    case .unknown(let unknown, _): "not known: \(TerminalText.escaping("\(unknown.input.words) \(unknown.reason)"))"
    }
  }
}
