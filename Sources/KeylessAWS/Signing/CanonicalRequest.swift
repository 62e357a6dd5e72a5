import Crypto

/// The one text that both sides compute from a request before they sign it (SigV4, task 1).
struct CanonicalRequest {
  let text: String
  let signedHeaders: String

  /// How a path becomes canonical.
  enum Path {
    /// Dot segments and empty segments removed, then encoded once more: every service but S3.
    case normalized
    /// Decoded and encoded once, nothing removed: S3.
    case verbatim
  }

  /// Nil when a named header is not in the request, is named twice, or the query cannot be decoded.
  init?(_ head: HTTPRequestHead, signing names: [String], path: Path = .normalized) {
    let sorted = names.map { ASCII.lowercased($0) }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    guard !zip(sorted, sorted.dropFirst()).contains(where: { ASCII.equal($0, $1) }),
      let query = Self.query(head.query), let path = Self.path(head.path, path)
    else { return nil }
    var wanted: [[UInt8]: Int] = [:]
    for (position, name) in sorted.enumerated() { wanted[Array(name.utf8)] = position }
    var values = [[UInt8]?](repeating: nil, count: sorted.count)
    for header in head.headers {
      guard let position = wanted[header.name.utf8.map(ASCII.lowercased)] else { continue }
      values[position] = (values[position].map { $0 + [UInt8(ascii: ",")] } ?? []) + Self.trimmed(header.value)
    }
    var lines = ""
    for (name, value) in zip(sorted, values) {
      guard let value else { return nil }
      lines += name + ":" + String(decoding: value, as: UTF8.self) + "\n"
    }
    signedHeaders = sorted.joined(separator: ";")
    text = "\(head.method)\n\(path)\n\(query)\n\(lines)\n\(signedHeaders)\n\(head.bodyHash)"
  }

  func stringToSign(time: Int, scope: CredentialScope) -> String {
    "AWS4-HMAC-SHA256\n\(WireTime.basic(time))\n\(scope)\n\(Hex.encode(SHA256.hash(data: Array(text.utf8))))"
  }

  /// Outer white space goes, inner runs become one space; a folded line is such a run.
  private static func trimmed(_ value: String) -> [UInt8] {
    let words = value.utf8.split { $0 == 0x20 || (0x09...0x0D).contains($0) }
    return Array(words.joined(separator: [0x20]))
  }

  private static func path(_ path: String, _ style: Path) -> String? {
    var out: [UInt8] = []
    switch style {
    case .verbatim:
      guard let decoded = PercentEncoding.decode(Array(path.utf8)[...], plusIsSpace: false) else { return nil }
      PercentEncoding.append(decoded.isEmpty ? [UInt8(ascii: "/")] : decoded, keepingSlash: true, to: &out)
    case .normalized:
      var segments: [Substring.UTF8View] = []
      for segment in Substring(path).utf8.split(separator: UInt8(ascii: "/")) {
        if segment.elementsEqual(".".utf8) { continue }
        if segment.elementsEqual("..".utf8) { _ = segments.popLast() } else { segments.append(segment) }
      }
      for segment in segments {
        out.append(UInt8(ascii: "/"))
        PercentEncoding.append(segment, to: &out)
      }
      if segments.isEmpty || path.utf8.last == UInt8(ascii: "/") { out.append(UInt8(ascii: "/")) }
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// Pairs are decoded and encoded again, so that every spelling of a query has one canonical form.
  ///
  /// A plus is a space, as
  /// it is to whoever reads the parameters; otherwise the two could disagree about what was signed.
  private static func query(_ query: String) -> String? {
    var pairs: [(name: [UInt8], value: [UInt8])] = []
    for pair in Array(query.utf8).split(separator: UInt8(ascii: "&")) {
      let equals = pair.firstIndex(of: UInt8(ascii: "=")) ?? pair.endIndex
      guard let name = PercentEncoding.decode(pair[..<equals], plusIsSpace: true),
        let value = PercentEncoding.decode(pair[equals...].dropFirst(), plusIsSpace: true)
      else { return nil }
      if name.elementsEqual("X-Amz-Signature".utf8) { continue }
      var encoded: (name: [UInt8], value: [UInt8]) = ([], [])
      PercentEncoding.append(name, to: &encoded.name)
      PercentEncoding.append(value, to: &encoded.value)
      pairs.append(encoded)
    }
    pairs.sort { left, right in
      left.name == right.name
        ? left.value.lexicographicallyPrecedes(right.value) : left.name.lexicographicallyPrecedes(right.name)
    }
    let joined = pairs.map { $0.name + [UInt8(ascii: "=")] + $0.value }.joined(separator: [UInt8(ascii: "&")])
    return String(decoding: Array(joined), as: UTF8.self)
  }
}
