import KeylessAWS
import KeylessAccounts
import KeylessCalls

extension S3Operation {
  /// Every version and every delete marker, newest first within a key.
  static let listObjectVersions = S3Operation(
    "ListObjectVersions",
    parameters: ["versions", "prefix", "delimiter", "max-keys", "key-marker", "version-id-marker", "encoding-type"]
  ) { call throws(Refusal) in
    let query = call.request.query
    let question = try ListQuestion(call)
    let bucket = try call.bucket()
    try call.authorize("s3:ListBucketVersions", in: bucket.bucket, context: question.context)
    let (keyMarker, versionMarker) = (query["key-marker"] ?? "", query["version-id-marker"] ?? "")
    guard versionMarker.isEmpty || !keyMarker.isEmpty else {
      throw Refusal(.invalidArgument("A version-id marker cannot be specified without a key marker."))
    }
    let page = VersionListing(bucket, question, afterKey: keyMarker, afterVersion: versionMarker)
    let encode = question.encode
    var children = [
      XMLNode("Name", bucket.bucket.name), XMLNode("Prefix", encode(question.prefix)),
      XMLNode("KeyMarker", encode(keyMarker)), XMLNode("VersionIdMarker", versionMarker),
    ]
    if page.isTruncated, let last = page.entries.last {
      children.append(XMLNode("NextKeyMarker", encode(last.key)))
      children += XMLNode.optional("NextVersionIdMarker", last.version)
    }
    children.append(XMLNode("MaxKeys", String(question.most)))
    if !question.delimiter.isEmpty { children.append(XMLNode("Delimiter", encode(question.delimiter))) }
    children += encode.nodes + [XMLNode("IsTruncated", page.isTruncated ? "true" : "false")]
    let owner = S3Call.canonicalID(of: bucket.bucket.account)
    return .xml(XMLNode("ListVersionsResult", children + page.nodes(encode, owner: owner)))
  }
}

/// A page of versions.
private struct VersionListing {
  enum Entry {
    case version(StoredObject, isLatest: Bool)
    case prefix(String)

    var key: String {
      switch self {
      case .version(let object, _): object.key
      case .prefix(let prefix): prefix
      }
    }

    var version: String? { if case .version(let object, _) = self { object.versionID } else { nil } }
  }

  private(set) var entries: [Entry] = []
  private(set) var isTruncated = false

  init(_ bucket: BucketContents, _ question: ListQuestion, afterKey: String, afterVersion: String) {
    let prefix = Array(question.prefix.utf8)
    let delimiter = Array(question.delimiter.utf8)
    let marker = Array(afterKey.utf8)
    var lastPrefix: [UInt8]?
    for (key, versions) in bucket.all where key.starts(with: prefix) {
      // Within the key of the marker, what comes after the version of the marker.
      let isMarked = !afterVersion.isEmpty && key == marker
      guard isMarked || marker.lexicographicallyPrecedes(key) else { continue }
      if let common = CommonPrefix.of(key, prefix: prefix, delimiter: delimiter) {
        if common == lastPrefix || common == marker { continue }
        guard add(.prefix(String(decoding: common, as: UTF8.self)), most: question.most) else { return }
        lastPrefix = common
        continue
      }
      var isPast = !isMarked
      for (index, object) in versions.enumerated() {
        guard isPast else {
          isPast = ASCII.equal(object.versionID, afterVersion)
          continue
        }
        guard add(.version(object, isLatest: index == 0), most: question.most) else { return }
      }
    }
  }

  /// False when the page is full.
  private mutating func add(_ entry: Entry, most: Int) -> Bool {
    guard entries.count < most else {
      isTruncated = most > 0
      return false
    }
    entries.append(entry)
    return true
  }

  func nodes(_ encode: NameEncoding, owner: String) -> [XMLNode] {
    entries.map { entry in
      switch entry {
      case .prefix(let prefix): return XMLNode("CommonPrefixes", [XMLNode("Prefix", encode(prefix))])
      case .version(let object, let isLatest):
        let head = [
          XMLNode("Key", encode(object.key)), XMLNode("VersionId", object.versionID),
          XMLNode("IsLatest", isLatest ? "true" : "false"), XMLNode("LastModified", S3Time.text(object.modified)),
        ]
        let tail = [XMLNode("Owner", [XMLNode("ID", owner)])]
        guard !object.isDeleteMarker else { return XMLNode("DeleteMarker", head + tail) }
        let body = [
          XMLNode("ETag", object.etag), XMLNode("Size", String(object.size)), XMLNode("StorageClass", "STANDARD"),
        ]
        return XMLNode("Version", head + body + tail)
      }
    }
  }
}
