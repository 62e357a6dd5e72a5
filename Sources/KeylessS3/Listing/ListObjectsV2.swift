import KeylessAWS
import KeylessAccounts
import KeylessCalls

extension S3Operation {
  static let listObjectsV2 = S3Operation(
    "ListObjectsV2",
    parameters: [
      "list-type", "prefix", "delimiter", "max-keys", "continuation-token", "start-after", "encoding-type",
      "fetch-owner",
    ]
  ) { call throws(Refusal) in
    let query = call.request.query
    let question = try ListQuestion(call)
    let token = try call.reading { () throws(QueryError) in try PageToken.read(query["continuation-token"]) }
    let bucket = try call.bucket()
    try call.authorize("s3:ListBucket", in: bucket.bucket, context: question.context)
    let start = query["start-after"] ?? ""
    let page = KeyListing(
      bucket,
      prefix: question.prefix,
      delimiter: question.delimiter,
      after: token ?? start,
      most: question.most
    )
    let encode = question.encode
    var children = [XMLNode("Name", bucket.bucket.name), XMLNode("Prefix", encode(question.prefix))]
    if !start.isEmpty { children.append(XMLNode("StartAfter", encode(start))) }
    children += XMLNode.optional("ContinuationToken", query["continuation-token"])
    if page.isTruncated, let last = page.entries.last {
      children.append(XMLNode("NextContinuationToken", PageToken.text(after: last.name)))
    }
    children.append(XMLNode("KeyCount", String(page.entries.count)))
    children.append(XMLNode("MaxKeys", String(question.most)))
    if !question.delimiter.isEmpty { children.append(XMLNode("Delimiter", encode(question.delimiter))) }
    children += encode.nodes + [XMLNode("IsTruncated", page.isTruncated ? "true" : "false")]
    let withOwner = query["fetch-owner"].map { ASCII.equal($0, "true") } ?? false
    return .xml(
      XMLNode(
        "ListBucketResult",
        children + page.nodes(encode, owner: withOwner ? bucket.bucket.account : nil)
      )
    )
  }

  /// The older form of the list: a marker instead of a token.
  static let listObjects = S3Operation(
    "ListObjects",
    parameters: ["prefix", "delimiter", "max-keys", "marker", "encoding-type"]
  ) { call throws(Refusal) in
    let question = try ListQuestion(call)
    let bucket = try call.bucket()
    try call.authorize("s3:ListBucket", in: bucket.bucket, context: question.context)
    let marker = call.request.query["marker"] ?? ""
    let page = KeyListing(
      bucket,
      prefix: question.prefix,
      delimiter: question.delimiter,
      after: marker,
      most: question.most
    )
    let encode = question.encode
    var children = [
      XMLNode("Name", bucket.bucket.name), XMLNode("Prefix", encode(question.prefix)),
      XMLNode("Marker", encode(marker)),
    ]
    // Without a delimiter clients take the last key.
    if page.isTruncated, !question.delimiter.isEmpty, let last = page.entries.last {
      children.append(XMLNode("NextMarker", encode(last.name)))
    }
    children.append(XMLNode("MaxKeys", String(question.most)))
    if !question.delimiter.isEmpty { children.append(XMLNode("Delimiter", encode(question.delimiter))) }
    children += encode.nodes + [XMLNode("IsTruncated", page.isTruncated ? "true" : "false")]
    return .xml(XMLNode("ListBucketResult", children + page.nodes(encode, owner: bucket.bucket.account)))
  }
}

/// What the three lists have in common.
struct ListQuestion: Sendable {
  let prefix: String
  let delimiter: String
  let most: Int
  let encode: NameEncoding
  /// The condition keys that only lists have, as far as the request says something about them.
  let context: [(key: String, values: [String])]

  init(_ call: S3Call) throws(Refusal) {
    let query = call.request.query
    prefix = query["prefix"] ?? ""
    delimiter = query["delimiter"] ?? ""
    (most, encode) = try call.reading { () throws(QueryError) in
      (
        try PageSize.read(query["max-keys"], name: "max-keys", most: 1000),
        try NameEncoding(query["encoding-type"])
      )
    }
    context = [("s3:prefix", "prefix"), ("s3:delimiter", "delimiter"), ("s3:max-keys", "max-keys")].compactMap {
      key,
      parameter in query[parameter].map { (key, [$0]) }
    }
  }
}

extension KeyListing {
  func nodes(_ encode: NameEncoding, owner: String?) -> [XMLNode] {
    let objects = entries.compactMap { entry -> XMLNode? in
      guard case .object(let object) = entry else { return nil }
      var children = [
        XMLNode("Key", encode(object.key)), XMLNode("LastModified", S3Time.text(object.modified)),
        XMLNode("ETag", object.etag),
      ]
      if let kind = object.checksum?.kind {
        children += [XMLNode("ChecksumAlgorithm", kind.rawValue), XMLNode("ChecksumType", "FULL_OBJECT")]
      }
      children.append(XMLNode("Size", String(object.size)))
      if let owner { children.append(XMLNode("Owner", [XMLNode("ID", S3Call.canonicalID(of: owner))])) }
      children.append(XMLNode("StorageClass", "STANDARD"))
      return XMLNode("Contents", children)
    }
    let prefixes = entries.compactMap { entry -> XMLNode? in
      guard case .prefix(let prefix) = entry else { return nil }
      return XMLNode("CommonPrefixes", [XMLNode("Prefix", encode(prefix))])
    }
    return objects + prefixes
  }
}
