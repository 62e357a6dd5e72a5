import KeylessAWS
import KeylessAccounts
import KeylessCalls

extension S3Operation {
  static let getObjectTagging = S3Operation("GetObjectTagging", parameters: ["tagging", "versionId"]) {
    call throws(Refusal) in
    let found = try call.object(action: "s3:GetObjectTagging", versioned: "s3:GetObjectVersionTagging")
    var answer = S3Answer.xml(TagSet.document(found.object.tags))
    if found.showsVersion { answer.headers.append(.init("x-amz-version-id", found.object.versionID)) }
    return answer
  }

  static let putObjectTagging = S3Operation("PutObjectTagging", parameters: ["tagging", "versionId"]) {
    call throws(Refusal) in
    let found = try call.object(action: "s3:PutObjectTagging", versioned: "s3:PutObjectVersionTagging")
    let root = try call.document("Tagging")
    let tags = try call.reading { () throws(QueryError) in try TagSet.read(root, of: .object) }
    return try setTags(tags, of: found, call, status: 200)
  }

  static let deleteObjectTagging = S3Operation("DeleteObjectTagging", parameters: ["tagging", "versionId"]) {
    call throws(Refusal) in
    let found = try call.object(action: "s3:DeleteObjectTagging", versioned: "s3:DeleteObjectVersionTagging")
    return try setTags([], of: found, call, status: 204)
  }

  private static func setTags(
    _ tags: [ResourceTag],
    of found: FoundObject,
    _ call: S3Call,
    status: Int
  ) throws(Refusal) -> S3Answer {
    let version = found.object.versionID
    try call.scope.change { contents throws(Refusal) in
      guard var object = try call.bucket(found.bucket, in: contents).version(version, of: found.object.key),
        object.sequence == found.object.sequence
      else { throw Refusal(.noSuchKey, because: "it was removed or replaced meanwhile") }
      object.tags = tags
      return (answer: (), changes: [.put(.object(object))])
    }
    return S3Answer(status: status, headers: found.showsVersion ? [.init("x-amz-version-id", version)] : [])
  }
}
