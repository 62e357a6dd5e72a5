import KeylessAWS

/// The bucket and the key that a request is about, from its path or from its host (Amazon S3 User Guide, "Virtual
/// hosting of general purpose buckets").
struct S3Address: Sendable {
  /// Empty for a call that is about no bucket.
  let bucket: String
  /// Empty for a call that is about no object.
  let key: String

  /// S3's limit, in bytes of UTF-8.
  static let longestKey = 1024

  /// `hosts` are names under which the server is reached besides `localhost` and AWS's own.
  init(path: String, host: String?, hosts: [String]) throws(QueryError) {
    let bytes = Array(path.utf8)
    guard bytes.isEmpty || bytes[0] == UInt8(ascii: "/") else { throw .invalidURI }
    let rest = bytes.dropFirst()
    if let host, let name = HostedBucket.name(in: host, hosts: hosts) {
      bucket = name
      key = try Self.decode(rest)
    } else {
      let slash = rest.firstIndex(of: UInt8(ascii: "/")) ?? rest.endIndex
      bucket = try Self.decode(rest[..<slash])
      key = slash == rest.endIndex ? "" : try Self.decode(rest[(slash + 1)...])
      guard !bucket.isEmpty || key.isEmpty else { throw .invalidBucketName }
    }
    guard key.utf8.count <= Self.longestKey else { throw .keyTooLong }
    // No store could tell such a key from two.
    guard !key.utf8.contains(0), !bucket.utf8.contains(0) else { throw .invalidURI }
  }

  private static func decode(_ bytes: ArraySlice<UInt8>) throws(QueryError) -> String {
    guard let decoded = PercentEncoding.decode(bytes, plusIsSpace: false),
      let text = String(validating: decoded, as: UTF8.self)
    else { throw .invalidURI }
    return text
  }
}

/// Finds the bucket in a `Host` header.
enum HostedBucket {
  /// Nil where the host is the service itself.
  ///
  /// A bucket of two letters does not exist, so `s3.localhost` is never one.
  static func name(in host: String, hosts: [String]) -> String? {
    let bare = ASCII.lowercased(withoutPort(host))
    guard let prefix = prefix(of: bare, hosts: hosts) else { return nil }
    var labels = prefix.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    // `bucket.s3.eu-west-1`, `bucket.s3-eu-west-1`, `bucket.s3`.
    if let last = labels.last, isService(last) {
      labels.removeLast()
    } else if labels.count >= 2, isService(labels[labels.count - 2]) {
      labels.removeLast(2)
    } else if ASCII.equal(bare, prefix + ".amazonaws.com") || ASCII.equal(bare, prefix + ".amazonaws.com.cn") {
      return nil
    }
    let name = labels.joined(separator: ".")
    return name.isEmpty ? nil : name
  }

  private static func isService(_ label: String) -> Bool { label == "s3" || label.utf8.starts(with: "s3-".utf8) }

  /// What stands before the host of the endpoint.
  private static func prefix(of host: String, hosts: [String]) -> String? {
    for suffix in hosts.map({ ASCII.lowercased(withoutPort($0)) }) + ["amazonaws.com.cn", "amazonaws.com", "localhost"]
    {
      let ending = "." + suffix
      guard host.utf8.count > ending.utf8.count, host.utf8.suffix(ending.utf8.count).elementsEqual(ending.utf8) else {
        continue
      }
      return String(decoding: host.utf8.dropLast(ending.utf8.count), as: UTF8.self)
    }
    return nil
  }

  private static func withoutPort(_ host: String) -> String {
    guard let colon = host.utf8.lastIndex(of: UInt8(ascii: ":")),
      host.utf8[host.utf8.index(after: colon)...].allSatisfy(ASCII.isDigit)
    else { return host }
    return String(host[..<colon])
  }
}
