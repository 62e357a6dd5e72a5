import KeylessAWS
import KeylessCalls
import KeylessPlatforms

/// The URL of a provider as IAM registers it: byte by byte as it was sent, a final slash included.
///
/// AWS wants `https`, and neither query nor fragment (IAM API, `CreateOpenIDConnectProvider`). That it refuses user names
/// and ports is (unverified); a local AWS that was told to takes ports, and plain `http` to this machine, because that is
/// where the issuers of a test are.
struct ProviderURL: Sendable {
  let url: IssuerURL
  /// With its scheme.
  let text: String

  init(_ text: String, allowsLocal: Bool) throws(Refusal) {
    guard let url = IssuerURL(text) else {
      throw Refusal(.invalidProviderURL, because: "`\(text)` is no https URL without user, query and fragment")
    }
    guard url.isSecure || (allowsLocal && url.isLoopback) else { throw Refusal(.providerURLScheme) }
    guard Self.isHost(url, portAllowed: allowsLocal) else {
      throw Refusal(.invalidProviderURL, because: "the host of `\(text)` is no name, or has a port")
    }
    self.url = url
    self.text = text
  }

  /// What an ARN and `Url` show.
  var bare: String { url.withoutScheme }

  /// When AWS denies the making of a provider, the resource is the host alone (observed for issuers with a path).
  var host: String { url.authority }

  private static func isHost(_ url: IssuerURL, portAllowed: Bool) -> Bool {
    if url.isLoopback { return portAllowed }
    let parts = url.authority.utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard let host = parts.first, host.allSatisfy({ ASCII.isWord($0) || $0 == 0x2D || $0 == 0x2E }) else {
      return false
    }
    return parts.count == 1
      || (portAllowed && parts.count == 2 && (ASCII.integer(parts[1]).map { $0 < 65_536 } ?? false))
  }
}

extension QueryError {
  fileprivate static let invalidProviderURL = QueryError.validation("Invalid Open ID Connect Provider URL")

  /// The text is ours (unverified).
  fileprivate static let providerURLScheme = QueryError.invalidInput(
    "Invalid Open ID Connect Provider URL. The URL must begin with https://."
  )
}
