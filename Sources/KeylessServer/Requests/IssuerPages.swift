import KeylessIssuers
import KeylessOIDC
import KeylessSource

/// Discovery and keys of the played issuers (OpenID Connect Discovery 1.0, section 4), under a path of this server:
/// `/_keyless/issuers/gitlab.com/.well-known/openid-configuration`.
///
/// The documents say the issuer's real name; `jwks_uri` leads back here, so that a library can follow it.
struct IssuerPages {
  let issuers: [PlayedIssuer]

  static let root = "/_keyless/issuers/"
  static let discovery = "/.well-known/openid-configuration"
  static let keys = "/jwks"

  /// The document at a path, or nil; `host` is the client's own `Host` header.
  func document(at path: String, host: String) -> String? {
    for issuer in issuers {
      let base = Self.base(of: issuer.issuer)
      if path.utf8.elementsEqual((base + Self.keys).utf8) { return issuer.keys.json.compact }
      if path.utf8.elementsEqual((base + Self.discovery).utf8) {
        return DiscoveryDocument(
          issuer: issuer.issuer,
          keySetURL: "http://\(host)\(base)\(Self.keys)",
          signingAlgorithms: [issuer.signingKey.defaultAlgorithm]
        ).json.compact
      }
    }
    return nil
  }

  /// The path below which an issuer's pages are.
  static func base(of issuer: String) -> String {
    root + (issuer.utf8.starts(with: "https://".utf8) ? String(issuer.dropFirst("https://".count)) : issuer)
  }
}
