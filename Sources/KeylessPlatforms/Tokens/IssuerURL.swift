/// An issuer taken apart, exactly as written: nothing is normalized, because AWS compares issuers byte by byte.
package struct IssuerURL: Hashable, Sendable {
  package let scheme: String
  /// Host and port.
  package let authority: String
  /// With its leading slash, or empty.
  package let path: String

  /// Nil unless it is an absolute http(s) URL of at most 255 characters without user, query, fragment or space.
  package init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count <= 255, bytes.allSatisfy({ $0 > 0x20 && $0 < 0x7F && !"?#@\\\"<>^`{|}".utf8.contains($0) }) else {
      return nil
    }
    guard let scheme = ["https://", "http://"].first(where: { bytes.starts(with: $0.utf8) }) else { return nil }
    let rest = bytes.dropFirst(scheme.utf8.count)
    let authority = rest.prefix { $0 != UInt8(ascii: "/") }
    guard !authority.isEmpty, authority.first != UInt8(ascii: ":") else { return nil }
    self.scheme = scheme
    self.authority = String(decoding: authority, as: UTF8.self)
    self.path = String(decoding: rest.dropFirst(authority.count), as: UTF8.self)
  }

  /// Host, port and path: what AWS puts before the colon of a condition key.
  package var withoutScheme: String { authority + path }

  package var isSecure: Bool { scheme == "https://" }

  /// A stand-in on this machine, for rehearsals.
  package var isLoopback: Bool {
    ["127.0.0.1", "localhost", "[::1]"].contains { host in
      let rest = authority.utf8.dropFirst(host.utf8.count)
      guard authority.utf8.starts(with: host.utf8) else { return false }
      return rest.isEmpty || (rest.first == UInt8(ascii: ":") && rest.dropFirst().allSatisfy { (48...57).contains($0) })
    }
  }

  /// The path's segments, empty ones kept; none for an empty path.
  var segments: [String] {
    path.isEmpty ? [] : path.dropFirst().split(separator: "/", omittingEmptySubsequences: false).map(String.init)
  }
}
