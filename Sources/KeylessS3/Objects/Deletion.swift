import KeylessAWS
import KeylessAccounts
import KeylessCalls

/// What deleting a key, or one version of it, does to a bucket (Amazon S3 User Guide, "Deleting object versions").
struct Deletion: Sendable {
  /// The version that went, or the delete marker that came.
  let versionID: String?
  let isDeleteMarker: Bool
  let changes: [Change]

  /// Deleting what is not there is no error.
  init(_ key: String, version: String?, in bucket: BucketContents, sequence: Int, _ call: S3Call) {
    let name = bucket.bucket.name
    func removal(_ object: StoredObject) -> [Change] {
      [.remove(.object(object.key, version: object.versionID, bucket: name))]
        + (object.body.map { [.removeBody($0)] } ?? [])
    }
    if let version {
      let found = bucket.version(version, of: key)
      versionID = version
      isDeleteMarker = found?.isDeleteMarker ?? false
      changes = found.map(removal) ?? []
      return
    }
    let null = bucket.version(VersionID.null, of: key)
    guard bucket.bucket.versioning != .never else {
      versionID = nil
      isDeleteMarker = false
      changes = null.map(removal) ?? []
      return
    }
    let isEnabled = bucket.bucket.versioning == .enabled
    let marker = StoredObject(
      bucket: name,
      key: key,
      versionID: isEnabled ? VersionID.new(call) : VersionID.null,
      sequence: sequence,
      modified: call.scope.now,
      size: 0,
      etag: "",
      isDeleteMarker: true,
      body: nil
    )
    versionID = marker.versionID
    isDeleteMarker = true
    // While versioning is suspended the marker takes the place of the version without an id.
    changes = (isEnabled ? [] : null.map(removal) ?? []) + [.put(.object(marker))]
  }
}

extension S3Operation {
  static let deleteObject = S3Operation("DeleteObject", parameters: ["versionId"]) { call throws(Refusal) in
    let request = call.request
    let bucket = try call.bucket().bucket
    let version = request.versionID
    try call.authorize(
      version == nil ? "s3:DeleteObject" : "s3:DeleteObjectVersion",
      in: bucket,
      key: request.key,
      context: request.header("if-match").map { [("s3:if-match", [$0])] } ?? []
    )
    if let version, !S3Call.isVersionID(version) { throw Refusal(.invalidVersionID) }
    let deletion = try call.scope.change { contents throws(Refusal) in
      let bucket = try call.bucket(bucket, in: contents)
      let current = version.map { bucket.version($0, of: request.key) } ?? bucket.current(request.key)
      try Preconditions.checkDelete(request, current: current)
      let deletion = Deletion(request.key, version: version, in: bucket, sequence: contents.sequence + 1, call)
      return (answer: deletion, changes: deletion.changes)
    }
    var answer = S3Answer.noContent
    if let id = deletion.versionID { answer.headers.append(.init("x-amz-version-id", id)) }
    if deletion.isDeleteMarker { answer.headers.append(.init("x-amz-delete-marker", "true")) }
    return answer
  }
}
