/// The rules for an issuer that AWS can federate.
enum FederableIssuer {
  /// Why this is not an issuer AWS accepts; nil when it is.
  ///
  /// The URL must equal the token's `iss` byte for byte.
  static func problem(_ url: String) -> String? {
    let bytes = Array(url.utf8)
    guard bytes.starts(with: "https://".utf8) else { return "AWS federates only issuers that begin with `https://`" }
    guard bytes.count <= 255 else { return "it is longer than 255 characters" }
    guard bytes.last != UInt8(ascii: "/") else {
      return "it ends with a slash, and the provider's URL is compared with the token's `iss` exactly"
    }
    let rest = bytes.dropFirst("https://".utf8.count)
    let host = rest.prefix { $0 != UInt8(ascii: "/") }
    guard !host.isEmpty, host.allSatisfy({ isPlain($0) || $0 == UInt8(ascii: ":") }) else {
      return "its host is not a plain name"
    }
    guard rest.allSatisfy({ isPlain($0) || "/:_~%".utf8.contains($0) }) else {
      return "it has a query, a fragment, a user or a character no issuer URL has"
    }
    return nil
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "."): true
    default: false
    }
  }
}
