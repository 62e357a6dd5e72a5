import KeylessSource

/// Why a token is not accepted: a code for programs, AWS's answer for the client and a sentence for our own log.
///
/// No refusal holds the token, its signature or a key; claim values appear escaped and cut short.
package struct TokenRefusal: Error, Hashable, Sendable, CustomStringConvertible {
  package let code: Code
  /// What the client is told.
  package let awsError: AWSError
  /// What the log says; more than the client learns.
  package let reason: String

  package init(_ code: Code, _ reason: String, message: String? = nil) {
    self.code = code
    self.reason = reason
    awsError = AWSError(code.awsCode, message ?? code.awsMessage)
  }

  package var description: String { "\(code.rawValue): \(reason)" }

  /// A value from outside, safe to print: cut to 80 characters, escaped, in backticks.
  package static func quote(_ text: String) -> String {
    let kept = text.unicodeScalars.prefix(80)
    let cut = kept.endIndex < text.unicodeScalars.endIndex
    return "`\(TerminalText.escaping(String(String.UnicodeScalarView(kept))))\(cut ? "…" : "")`"
  }

  /// No provider is registered for the issuer; AWS prints `iss` as it stands in the token.
  package static func unknownIssuer(_ issuer: String) -> TokenRefusal {
    TokenRefusal(
      .unknownIssuer,
      "no provider is registered for the issuer \(quote(issuer)); the URLs must be equal to the last slash",
      message: "No OpenIDConnect provider found in your account for \(issuer)"
    )
  }

  static func missing(_ claim: String) -> TokenRefusal {
    TokenRefusal(.missingClaim, "the claim `\(claim)` is missing", message: "Missing a required claim: \(claim)")
  }

  /// The issuer's keys could not be had, or were refused, for the given reason.
  package static func keysUnavailable(_ why: String) -> TokenRefusal {
    TokenRefusal(.keysUnavailable, "the issuer's keys are not available: \(why)")
  }

  /// The issuer answered with a certificate that is not trusted, for the given reason.
  package static func untrustedCertificate(_ why: String) -> TokenRefusal {
    TokenRefusal(.untrustedCertificate, "the issuer's certificate is not trusted: \(why)")
  }

  /// A key set or discovery document that was fetched and refused.
  package static func refusedKeys(_ error: KeyError) -> TokenRefusal {
    guard error.code == .tooManyKeys else { return keysUnavailable(error.reason) }
    return TokenRefusal(.tooManyKeys, error.reason)
  }
}
