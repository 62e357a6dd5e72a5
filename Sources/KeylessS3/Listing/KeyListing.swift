import KeylessAWS
import KeylessAccounts

/// A page of keys and common prefixes, in the byte order of their UTF-8 (Amazon S3 API Reference, `ListObjectsV2`).
struct KeyListing: Sendable {
  enum Entry: Sendable {
    case object(StoredObject)
    case prefix(String)

    var name: String {
      switch self {
      case .object(let object): object.key
      case .prefix(let prefix): prefix
      }
    }
  }

  let entries: [Entry]
  let isTruncated: Bool

  /// Keys after `after`; a common prefix that is `after` itself was on the page before.
  init(_ bucket: BucketContents, prefix: String, delimiter: String, after: String, most: Int) {
    let (prefixBytes, delimiterBytes, afterBytes) = (Array(prefix.utf8), Array(delimiter.utf8), Array(after.utf8))
    var entries: [Entry] = []
    var lastPrefix: [UInt8]?
    var isTruncated = false
    for (key, versions) in bucket.all {
      guard let object = versions.first, !object.isDeleteMarker, key.starts(with: prefixBytes),
        afterBytes.lexicographicallyPrecedes(key)
      else { continue }
      if let common = CommonPrefix.of(key, prefix: prefixBytes, delimiter: delimiterBytes) {
        if common == lastPrefix || common == afterBytes { continue }
        guard entries.count < most else {
          isTruncated = true
          break
        }
        lastPrefix = common
        entries.append(.prefix(String(decoding: common, as: UTF8.self)))
      } else {
        guard entries.count < most else {
          isTruncated = true
          break
        }
        entries.append(.object(object))
      }
    }
    self.entries = entries
    self.isTruncated = isTruncated && most > 0
  }
}

/// What keys have in common up to a delimiter.
enum CommonPrefix {
  /// Nil where the rest of the key has no delimiter, or there is none.
  static func of(_ key: [UInt8], prefix: [UInt8], delimiter: [UInt8]) -> [UInt8]? {
    guard !delimiter.isEmpty, let range = key[prefix.count...].firstRange(of: delimiter) else { return nil }
    return Array(key[..<range.upperBound])
  }
}

/// How names are written in a list: as they are, or so that XML can carry any of them.
struct NameEncoding: Sendable {
  let isURL: Bool

  init(_ text: String?) throws(QueryError) {
    guard let text else {
      isURL = false
      return
    }
    guard ASCII.equal(text, "url") else { throw .invalidArgument("Invalid Encoding Method specified in Request") }
    isURL = true
  }

  func callAsFunction(_ name: String) -> String {
    guard isURL else { return name }
    var out: [UInt8] = []
    PercentEncoding.append(name.utf8, keepingSlash: true, to: &out)
    return String(decoding: out, as: UTF8.self)
  }

  var nodes: [XMLNode] { isURL ? [XMLNode("EncodingType", "url")] : [] }
}
