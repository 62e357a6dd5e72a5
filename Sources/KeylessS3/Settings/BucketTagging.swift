import KeylessAWS
import KeylessAccounts
import KeylessCalls

extension S3Operation {
  static let getBucketTagging = S3Operation("GetBucketTagging", parameters: ["tagging"]) { call throws(Refusal) in
    let bucket = try call.bucket().bucket
    try call.authorize("s3:GetBucketTagging", in: bucket)
    guard !bucket.tags.isEmpty else { throw Refusal(.s3("NoSuchTagSet", 404, "The TagSet does not exist")) }
    return .xml(TagSet.document(bucket.tags))
  }

  /// Puts one set in the place of another; it answers 204, as S3 does.
  static let putBucketTagging = S3Operation("PutBucketTagging", parameters: ["tagging"]) { call throws(Refusal) in
    let bucket = try call.bucket().bucket
    try call.authorize("s3:PutBucketTagging", in: bucket)
    let root = try call.document("Tagging")
    let tags = try call.reading { () throws(QueryError) in try TagSet.read(root, of: .bucket) }
    try call.change(bucket) { $0.tags = tags }
    return .noContent
  }

  static let deleteBucketTagging = S3Operation("DeleteBucketTagging", parameters: ["tagging"]) {
    call throws(Refusal) in
    let bucket = try call.bucket().bucket
    try call.authorize("s3:PutBucketTagging", in: bucket)
    try call.change(bucket) { $0.tags = [] }
    return .noContent
  }
}
