import KeylessAWS
import KeylessAccounts
import KeylessCalls

extension S3Operation {
  /// Writes an object in one piece; `If-None-Match: *` is what Terraform's lock file is made with.
  static let putObject = S3Operation(
    "PutObject",
    fields: ["x-amz-acl", "x-amz-tagging", "x-amz-storage-class", "x-amz-meta-"] + EncryptionRequest.fields
  ) { call throws(Refusal) in
    let request = call.request
    let bucket = try call.bucket().bucket
    let upload = try Upload(call, bucket: bucket)
    try upload.authorize(call, bucket: bucket)
    let stored = try call.scope.change { contents throws(Refusal) in
      let bucket = try call.bucket(bucket, in: contents)
      let current = bucket.current(request.key)
      try Preconditions.checkUpload(request, current: current)
      return upload.plan(call, in: bucket, sequence: contents.sequence + 1)
    }
    var answer = S3Answer(headers: [.init("ETag", stored.etag)])
    if bucket.versioning != .never { answer.headers.append(.init("x-amz-version-id", stored.versionID)) }
    answer.headers += stored.encryptionHeaders
    if let checksum = stored.checksum {
      answer.headers += [.init(checksum.kind.header, checksum.value), .init("x-amz-checksum-type", "FULL_OBJECT")]
    }
    return answer
  }
}

/// An upload that was read and not yet written.
private struct Upload {
  let headers: [String: String]
  let tags: [ResourceTag]
  let encryption: EncryptionRequest

  init(_ call: S3Call, bucket: Bucket) throws(Refusal) {
    let request = call.request
    encryption = try EncryptionRequest(call, bucket: bucket)
    (tags, headers) = try call.reading { () throws(QueryError) in
      if let storage = request.header("x-amz-storage-class"), !ASCII.equal(storage, "STANDARD") {
        throw .notImplementedByS3("the storage class `\(bounded(storage))`")
      }
      return (
        try request.header("x-amz-tagging").map { header throws(QueryError) in try TagSet.read(header: header) } ?? [],
        try ObjectHeaders.read(request)
      )
    }
  }

  func authorize(_ call: S3Call, bucket: Bucket) throws(Refusal) {
    let request = call.request
    var context = encryption.context + [("s3:ObjectCreationOperation", ["true"])]
    for (header, key) in [
      ("x-amz-acl", "s3:x-amz-acl"), ("x-amz-storage-class", "s3:x-amz-storage-class"),
      ("if-none-match", "s3:if-none-match"), ("if-match", "s3:if-match"),
    ] {
      if let value = request.header(header) { context.append((key, [value])) }
    }
    if !tags.isEmpty {
      context.append(("s3:RequestObjectTagKeys", tags.map(\.key)))
      for tag in tags { context.append(("s3:RequestObjectTag/\(tag.key)", [tag.value])) }
    }
    try call.authorize("s3:PutObject", in: bucket, key: request.key, context: context)
    if !tags.isEmpty { try call.authorize("s3:PutObjectTagging", in: bucket, key: request.key, context: context) }
    // Whoever compares with what is there reads it.
    if request.header("if-match") != nil { try call.authorize("s3:GetObject", in: bucket, key: request.key) }
    if let canned = request.header("x-amz-acl") {
      try call.authorize("s3:PutObjectAcl", in: bucket, key: request.key, context: context)
      _ = try call.reading { () throws(QueryError) in try AccessControl.check(canned, in: bucket) }
    }
    if encryption.isCustomersKey, let key = encryption.keyARN {
      try call.authorizeKey("kms:GenerateDataKey", key, in: bucket)
    }
  }

  func plan(
    _ call: S3Call,
    in bucket: BucketContents,
    sequence: Int
  ) -> (answer: StoredObject, changes: [Change]) {
    let request = call.request
    let isVersioned = bucket.bucket.versioning == .enabled
    let checksum = request.checksum ?? (.crc64nvme, ObjectChecksum.crc64nvme.value(of: request.body))
    var kept = headers.merging(encryption.kept) { $1 }
    kept[checksum.kind.header] = checksum.value
    let body = BodyID(Hex.encode(call.scope.random(16)))
    // Under a KMS key the tag is no digest of the object (Amazon S3 API Reference, `Object`).
    let digest = encryption.chosen.isKMS ? call.scope.random(16) : Digest.md5(request.body)
    let object = StoredObject(
      bucket: bucket.bucket.name,
      key: request.key,
      versionID: isVersioned ? VersionID.new(call) : VersionID.null,
      sequence: sequence,
      modified: call.scope.now,
      size: request.body.count,
      etag: "\"\(Hex.encode(digest))\"",
      headers: kept,
      body: body,
      tags: tags
    )
    var changes: [Change] = [.putBody(body, request.body), .put(.object(object))]
    // Without versions, the new object takes the place of the old one.
    if !isVersioned, let replaced = bucket.version(VersionID.null, of: request.key)?.body {
      changes.append(.removeBody(replaced))
    }
    return (answer: object, changes: changes)
  }
}

/// The ids of versions: `null` without versioning, else thirty-two random digits.
enum VersionID {
  static let null = "null"

  static func new(_ call: S3Call) -> String { Hex.encode(call.scope.random(16)) }
}

extension BucketContents {
  func version(_ id: String, of key: String) -> StoredObject? {
    versions(of: key).first { ASCII.equal($0.versionID, id) }
  }
}
