/// Why a key, a key set or a discovery document cannot be used.
package struct KeyError: Error, Hashable, Sendable, CustomStringConvertible {
  package enum Code: String, Hashable, Sendable {
    case notJSON, malformed, weakKey, oversizedKey, privateMember, tooManyKeys, duplicateKeyID
    case unreadablePEM, unsupportedKey, wrongAlgorithm, missingMember, wrongIssuer, signingFailed
  }

  package var code: Code
  /// One sentence that names the place and what to do; never key material.
  package var reason: String

  package init(_ code: Code, _ reason: String) {
    self.code = code
    self.reason = reason
  }

  package var description: String { reason }
}
