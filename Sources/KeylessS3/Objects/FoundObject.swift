import KeylessAWS
import KeylessAccounts
import KeylessCalls

/// An object that a call may see.
struct FoundObject: Sendable {
  let bucket: Bucket
  let object: StoredObject

  /// Whether answers name the version.
  var showsVersion: Bool { bucket.versioning != .never }
}

extension S3Call {
  /// The object that the call is about, once its action was allowed.
  ///
  /// What is not there is a 404 only to whoever may list the bucket; to others it is as forbidden as what is.
  func object(action: String, versioned: String) throws(Refusal) -> FoundObject {
    let contents = try bucket()
    let bucket = contents.bucket
    let versions = contents.versions(of: request.key)
    let version = request.versionID
    let found = version.map { id in versions.first { ASCII.equal($0.versionID, id) } } ?? versions.first
    try authorize(
      version == nil ? action : versioned,
      in: bucket,
      key: request.key,
      context: (found?.tags ?? []).map { ("s3:ExistingObjectTag/\($0.key)", [$0.value]) }
    )
    guard let object = found else {
      if let refusal = mayNotList(bucket, versions: version != nil) { throw refusal }
      guard let version else { throw Refusal(.noSuchKey) }
      throw Refusal(Self.isVersionID(version) ? .noSuchVersion : .invalidVersionID)
    }
    guard object.isDeleteMarker else { return FoundObject(bucket: bucket, object: object) }
    remarks.add("x-amz-delete-marker", "true")
    remarks.add("x-amz-version-id", object.versionID)
    guard version == nil else {
      remarks.add("Allow", "DELETE")
      remarks.add("Last-Modified", WireTime.httpDate(object.modified))
      throw Refusal(.methodNotAllowed, because: "this version is a delete marker")
    }
    if let refusal = mayNotList(bucket, versions: false) { throw refusal }
    throw Refusal(.noSuchKey, because: "the current version is a delete marker")
  }

  private func mayNotList(_ bucket: Bucket, versions: Bool) -> Refusal? {
    refusal(
      versions ? "s3:ListBucketVersions" : "s3:ListBucket",
      in: bucket,
      context: [("s3:prefix", [request.key])]
    )
  }

  /// The form of the ids that this AWS gives, and of `null`.
  static func isVersionID(_ text: String) -> Bool {
    ASCII.equal(text, "null") || (text.utf8.count == 32 && text.utf8.allSatisfy(ASCII.isWord))
  }
}
