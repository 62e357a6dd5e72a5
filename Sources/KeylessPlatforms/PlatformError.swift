import KeylessSource

/// Why a platform cannot mint a token from the given facts: the fact, its value, the rule it breaks, and what to do.
package struct PlatformError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What kind of mistake this is, for programs.
  package enum Code: Hashable, Sendable {
    /// The pipeline belongs to another platform.
    case wrongPlatform
    case unknownFact
    case missingFact
    /// The value is not legal on the platform, whatever the other facts say.
    case illegalFact
    /// The value is legal but cannot stand beside another fact.
    case contradiction
    /// The pipeline is legal, and the platform gives it no token.
    case noToken
    /// Issuer, audience, times, subject template or layout cannot be what was asked for.
    case illegalRequest
  }

  package var code: Code
  package var platform: PlatformID
  /// The fact or the part of the request that is wrong.
  package var fact: String?
  package var value: String?
  /// A lower-case clause without a full stop.
  package var rule: String
  /// What to do, as an imperative.
  package var help: String?

  package init(
    _ code: Code,
    _ platform: PlatformID,
    _ fact: String,
    value: String? = nil,
    _ rule: String,
    help: String? = nil
  ) {
    self.code = code
    self.platform = platform
    self.fact = fact
    self.value = value
    self.rule = rule
    self.help = help
  }

  /// A mistake that is not about one fact.
  package init(_ code: Code, _ platform: PlatformID, _ rule: String) {
    self.code = code
    self.platform = platform
    self.rule = rule
  }

  package var description: String {
    var out = "\(platform): "
    if let fact { out += "`\(Self.quoted(fact))`" + (value.map { " is `\(Self.quoted($0))`" } ?? "") + ": " }
    out += TerminalText.escaping(rule)
    if let help { out += "; " + TerminalText.escaping(help) }
    return out
  }

  /// Values come from outside and may be long or hostile to a terminal.
  private static func quoted(_ text: String) -> String {
    let scalars = text.unicodeScalars
    let short = String(String.UnicodeScalarView(scalars.prefix(120)))
    return TerminalText.escaping(scalars.dropFirst(120).isEmpty ? short : short + "…")
  }
}
