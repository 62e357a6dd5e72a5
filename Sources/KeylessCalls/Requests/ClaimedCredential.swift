import HTTPTypes

/// What a request presents as credentials, before anything is believed: records name it, so that no caller goes unseen.
package enum ClaimedCredential {
  /// The access key id, or what else is presented; nil when the request carries no credentials at all.
  package static func name(in request: IncomingRequest) -> String? {
    if let header = request.headers[.authorization] {
      if let scope = value(after: "Credential=", in: header) { return keyID(scope.prefix { $0 != UInt8(ascii: "/") }) }
      // Signature Version 2: `AWS KEYID:SIGNATURE`.
      let bytes = Array(header.utf8)
      if bytes.starts(with: "AWS ".utf8) { return keyID(bytes.dropFirst(4).prefix { $0 != UInt8(ascii: ":") }) }
      let scheme = bytes.prefix { isWord($0) }
      return scheme.isEmpty || scheme.count > 20
        ? "an unknown credential" : "a \(String(decoding: scheme, as: UTF8.self)) credential"
    }
    guard !request.query.isEmpty else { return nil }
    for parameter in ["X-Amz-Credential=", "AWSAccessKeyId="] {
      guard let value = value(after: parameter, in: request.query) else { continue }
      return keyID(value.prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "%") })
    }
    return nil
  }

  /// The credential scope's five parts, `KEYID/DATE/REGION/SERVICE/aws4_request`; nil unless there are five.
  package static func scope(in request: IncomingRequest) -> [String]? {
    let header = request.headers[.authorization]
    guard header != nil || !request.query.isEmpty else { return nil }
    let name = header == nil ? "X-Amz-Credential=" : "Credential="
    guard let value = value(after: name, in: header ?? request.query) else { return nil }
    let text = String(decoding: value, as: UTF8.self).replacing("%2F", with: "/")
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    return parts.count == 5 ? parts : nil
  }

  private static func value(after name: String, in text: String) -> ArraySlice<UInt8>? {
    let bytes = Array(text.utf8)
    guard let start = bytes.firstRange(of: Array(name.utf8))?.upperBound else { return nil }
    return bytes[start...].prefix(200).prefix { !", &".utf8.contains($0) }
  }

  /// Secret access keys have forty characters; whatever is longer than any key id may be one in the wrong place.
  private static func keyID(_ bytes: ArraySlice<UInt8>) -> String {
    guard (1...32).contains(bytes.count), bytes.allSatisfy(isWord) else { return "a malformed access key id" }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
      true
    default: false
    }
  }
}
