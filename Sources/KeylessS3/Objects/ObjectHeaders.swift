import HTTPTypes
import KeylessAWS
import KeylessAccounts
import KeylessCalls

/// The header fields that an upload keeps with its object and a download gives back.
enum ObjectHeaders {
  static let standard = [
    "cache-control", "content-disposition", "content-encoding", "content-language", "content-type", "expires",
  ]
  private static let metadata = "x-amz-meta-"
  /// Names and values of `x-amz-meta-` together.
  private static let mostMetadata = 2048

  static func read(_ request: S3Request) throws(QueryError) -> [String: String] {
    var kept: [String: String] = [:]
    for name in standard {
      guard let value = request.header(name) else { continue }
      kept[name] = value
    }
    // The framing of chunks is gone, and with it the encoding that named it.
    if let encoding = kept["content-encoding"] {
      let rest = encoding.split(separator: ",").map { $0.filter { $0 != " " } }.filter {
        !ASCII.equal($0, "aws-chunked")
      }
      kept["content-encoding"] = rest.isEmpty ? nil : rest.joined(separator: ",")
    }
    if kept["content-type"] == nil { kept["content-type"] = "binary/octet-stream" }
    var size = 0
    for field in request.headers {
      let name = field.name.canonicalName
      guard name.utf8.starts(with: metadata.utf8), name.utf8.count > metadata.utf8.count else { continue }
      size += name.utf8.count - metadata.utf8.count + field.value.utf8.count
      kept[name] = kept[name].map { "\($0),\(field.value)" } ?? field.value
    }
    guard size <= mostMetadata else { throw .metadataTooLarge }
    return kept
  }

  /// As they go out, in an order that does not change.
  static func answer(_ object: StoredObject) -> [ServerAnswer.Header] {
    object.headers.filter { name, _ in
      (standard.contains(name) && name != "content-type") || name.utf8.starts(with: metadata.utf8)
    }
    .sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.map { ServerAnswer.Header($0.key, $0.value) }
  }
}

extension StoredObject {
  /// The checksum that the upload brought, or that S3 made.
  var checksum: (kind: ObjectChecksum, value: String)? {
    for kind in ObjectChecksum.allCases {
      if let value = headers[kind.header] { return (kind, value) }
    }
    return nil
  }

  /// `x-amz-server-side-encryption` and what belongs to it.
  var encryptionHeaders: [ServerAnswer.Header] {
    EncryptionRequest.fields.compactMap { name in headers[name].map { ServerAnswer.Header(name, $0) } }
  }
}
