import KeylessAWS
import KeylessIssuers
import KeylessServer

package import KeylessOIDC
import KeylessPlatforms
package import KeylessSource
package import KeylessSystem

/// `keyless token mint`: a token of any supported platform from facts given by hand.
package struct TokenMinting: Sendable {
  package var platform: String
  /// `name=value`, as typed.
  package var facts: [String]
  package var issuer: String?
  package var audiences: [String]
  /// Seconds.
  package var lifetime: Int?
  package var subjectTemplate: [String]?
  package var isClassic: Bool
  package var keyFile: String?
  /// The ready file of a running server, whose played issuer signs; nil: the token is signed here.
  package var server: String?

  package init(
    platform: String,
    facts: [String],
    issuer: String? = nil,
    audiences: [String] = [],
    lifetime: Int? = nil,
    subjectTemplate: [String]? = nil,
    isClassic: Bool = false,
    keyFile: String? = nil,
    server: String? = nil
  ) {
    self.platform = platform
    self.facts = facts
    self.issuer = issuer
    self.audiences = audiences
    self.lifetime = lifetime
    self.subjectTemplate = subjectTemplate
    self.isClassic = isClassic
    self.keyFile = keyFile
    self.server = server
  }

  /// The token, and the key set that verifies it.
  package struct Product: Sendable {
    package let token: SignedToken
    package let payload: JSON
    package let keys: JSON
  }

  /// Mints with the given private key, or with a fresh RSA-2048 key that is thrown away.
  package func mint(_ system: System) throws -> Product {
    let platform = try known()
    let key = try signingKey(system)
    let audience: TokenRequest.Audience? =
      audiences.count > 1 ? .many(audiences) : audiences.first.map { .one($0) }
    let minted = try TokenMint(
      platform: platform,
      issuer: issuer,
      key: key,
      subjectTemplate: subjectTemplate,
      subjectLayout: isClassic ? .classic : nil
    ).mint(
      try pipeline(on: platform),
      TokenMint.Order(
        audience: audience,
        issuedAt: system.now(),
        lifetime: lifetime,
        tokenID: UUIDText.random(system.randomBytes(16))
      )
    )
    return Product(
      token: minted.token,
      payload: minted.payload,
      keys: try JSONWebKeySet([key.publicKey]).json
    )
  }

  /// The token of a running server's played issuer; nil when none was named.
  func mintElsewhere(_ system: System) async throws -> WebIdentityToken? {
    guard let server else { return nil }
    let platform = try known()
    guard let issuer = try issuer ?? platform.issuer(of: pipeline(on: platform)) else {
      throw RehearsalError(.usage, "the platform `\(platform.id)` has no issuer of its own; name one with --issuer")
    }
    let audience: TokenRequest.Audience? =
      audiences.count > 1 ? .many(audiences) : audiences.first.map { .one($0) }
    let facts = try pipeline(on: platform).facts
    return try await ServerMinting(
      readyFile: server,
      issuer: issuer,
      request: MintRequest(
        platform: self.platform,
        facts: facts,
        audience: audience,
        lifetime: lifetime,
        subjectTemplate: subjectTemplate,
        subjectLayout: isClassic ? .classic : nil
      )
    ).mint(system)
  }

  private func known() throws -> Platform {
    guard let platform = Platform.named(platform) else {
      let known = Platform.all.map { "`\($0.id)`" }.joined(separator: ", ")
      throw RehearsalError(
        .usage,
        "there is no platform `\(TerminalText.escaping(self.platform))`; keyless knows \(known)"
      )
    }
    return platform
  }

  private func signingKey(_ system: System) throws -> SigningKey {
    guard let keyFile else { return try SigningKey.generate(.rsa2048) }
    guard let bytes = try system.files.read(keyFile, 1 << 16) else {
      throw RehearsalError(
        .usage,
        "there is no file `\(TerminalText.escaping(keyFile))`; --key wants a private key in PEM"
      )
    }
    return try SigningKey(pem: PrivateKeyText(String(decoding: bytes, as: UTF8.self)))
  }

  /// The platform decides what a fact's text means; a fact given several times is a list, which most facts refuse to be.
  private func pipeline(on platform: Platform) throws -> Pipeline {
    var pipeline = Pipeline(platform: platform.id, facts: [:])
    for text in facts {
      guard let equals = text.utf8.firstIndex(of: UInt8(ascii: "=")), equals > text.utf8.startIndex else {
        throw RehearsalError(.usage, "`\(TerminalText.escaping(text))` is not a fact; write --fact NAME=VALUE")
      }
      let name = String(text[..<equals])
      let value = String(text[text.utf8.index(after: equals)...])
      switch pipeline[name] {
      case nil: pipeline[name] = .text(value)
      case .list(let values)?: pipeline[name] = .list(values + [value])
      case .some(let first): pipeline[name] = .list([first.written, value])
      }
    }
    return pipeline
  }
}
