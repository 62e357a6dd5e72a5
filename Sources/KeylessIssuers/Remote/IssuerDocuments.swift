import KeylessOIDC
import KeylessSystem

/// Fetches an issuer's discovery document and the key set it names (OpenID Connect Discovery 1.0 section 4).
///
/// Both URLs are other people's: they are fetched without redirects, cookies or decompression, and only from where the
/// rules let a request go.
struct IssuerDocuments: Sendable {
  let system: System
  let rules: RemoteIssuerRules

  func keys(of issuer: String) async throws(TokenRefusal) -> JSONWebKeySet {
    let start = system.now()
    let place = try url(issuer, what: "the issuer")
    guard issuer.utf8.count <= 255, !issuer.utf8.contains(UInt8(ascii: "?")) else {
      throw .keysUnavailable("the issuer is no URL that AWS registers: at most 255 characters, no query")
    }
    // Section 4.1: a final slash goes before the well-known path is added.
    let base = issuer.utf8.last == UInt8(ascii: "/") ? String(issuer.dropLast()) : issuer
    let discovery = try await fetch(
      base + "/.well-known/openid-configuration",
      place,
      limit: rules.documentLimit,
      seconds: rules.deadline
    )
    let keySetURL: String
    do {
      keySetURL = try DiscoveryDocument.parse(discovery, issuer: issuer).keySetURL
    } catch {
      throw .refusedKeys(error)
    }
    let keySetPlace = try url(keySetURL, what: "`jwks_uri` of the issuer")
    let left = rules.deadline - max(0, system.now() - start)
    guard left > 0 else { throw .keysUnavailable("the issuer took \(rules.deadline) s for its discovery document") }
    let document = try await fetch(keySetURL, keySetPlace, limit: rules.keySetLimit, seconds: left)
    do {
      return try JSONWebKeySet.parse(document)
    } catch {
      throw .refusedKeys(error)
    }
  }

  private func url(_ text: String, what: String) throws(TokenRefusal) -> HTTPURL {
    guard let url = HTTPURL(text) else {
      throw .keysUnavailable("\(what), \(TokenRefusal.quote(text)), is no URL of the plain kind that is fetched")
    }
    guard rules.reach(isSecure: url.isSecure) != nil else {
      throw .keysUnavailable("\(what), \(TokenRefusal.quote(text)), must begin with https://")
    }
    return url
  }

  private func fetch(
    _ text: String,
    _ url: HTTPURL,
    limit: Int,
    seconds: Int
  ) async throws(TokenRefusal) -> [UInt8] {
    var request = HTTPRequest(
      method: "GET",
      url: text,
      headers: [
        HeaderLine("Accept", "application/json"), HeaderLine("Accept-Encoding", "identity"),
        HeaderLine("User-Agent", "keyless"),
      ]
    )
    request.responseLimit = limit
    request.deadline = seconds
    request.reach = rules.reach(isSecure: url.isSecure) ?? []
    request.trust = rules.trust
    let response: HTTPResponse
    do {
      response = try await system.send(request)
    } catch let error as SystemError {
      throw error.code == .certificateUntrusted
        ? .untrustedCertificate(error.description) : .keysUnavailable(error.description)
    } catch {
      throw .keysUnavailable("GET \(text) failed: \(error)")
    }
    guard response.status == 200 else {
      let redirects = (300..<400).contains(response.status) ? ", and redirects are not followed" : ""
      throw .keysUnavailable("GET \(text) answered \(response.status)\(redirects)")
    }
    if let encoding = response.header("content-encoding"), encoding.lowercased() != "identity" {
      throw .keysUnavailable(
        "GET \(text) answered in the encoding \(TokenRefusal.quote(encoding)), which nobody asked for"
      )
    }
    return response.body
  }
}
