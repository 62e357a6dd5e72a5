import KeylessAWS

/// Another service, and the server to which its calls are passed on once they were verified and authorised.
package struct Upstream: Hashable, Sendable {
  /// The signing name, as it stands in a credential scope.
  package let service: String
  /// `http://` or `https://`, host and port, without a path.
  package let url: String
  /// As it goes into `Host`.
  let authority: String

  /// What a person wrote as `kms=http://127.0.0.1:5000`.
  package init(_ text: String) throws(ServeProblem) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2 else {
      throw ServeProblem("`\(text)` is not SERVICE=URL", help: "write it like `kms=http://127.0.0.1:5000`")
    }
    let service = parts[0]
    guard (1...64).contains(service.utf8.count),
      service.utf8.allSatisfy({ (0x61...0x7A).contains($0) || ASCII.isDigit($0) || $0 == UInt8(ascii: "-") })
    else {
      throw ServeProblem(
        "`\(service)` is not the signing name of a service",
        help: "write it as in a credential scope: small letters, digits and hyphens"
      )
    }
    guard !["iam", "sts", "s3"].contains(where: { $0.utf8.elementsEqual(service.utf8) }) else {
      throw ServeProblem("`\(service)` is answered by this server itself", help: "leave it out")
    }
    self.service = service
    guard let (url, authority) = Self.split(parts[1]) else {
      // Not repeated: it may hold a password.
      throw ServeProblem(
        "what follows `\(service)=` is not the URL of a server",
        help: "write http or https, a host and a port, without user, path and query"
      )
    }
    self.url = url
    self.authority = authority
  }

  private static func split(_ text: String) -> (url: String, authority: String)? {
    var bytes = Array(text.utf8)
    if bytes.last == UInt8(ascii: "/") { bytes.removeLast() }
    for scheme in ["http://", "https://"] where bytes.starts(with: scheme.utf8) {
      let authority = bytes.dropFirst(scheme.utf8.count)
      guard (1...255).contains(authority.count), authority.allSatisfy(isPlain), hasGoodPort(authority) else { break }
      return (String(decoding: bytes, as: UTF8.self), String(decoding: authority, as: UTF8.self))
    }
    return nil
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    ASCII.isLetter(byte) || ASCII.isDigit(byte) || "-.:[]".utf8.contains(byte)
  }

  private static func hasGoodPort(_ authority: ArraySlice<UInt8>) -> Bool {
    let name = authority.first == UInt8(ascii: "[") ? authority.drop { $0 != UInt8(ascii: "]") } : authority
    guard let colon = name.firstIndex(of: UInt8(ascii: ":")) else { return true }
    let port = name[(colon + 1)...]
    return colon > authority.startIndex && (1...5).contains(port.count) && port.allSatisfy(ASCII.isDigit)
      && (1...65_535).contains(Int(String(decoding: port, as: UTF8.self)) ?? 0)
  }
}
