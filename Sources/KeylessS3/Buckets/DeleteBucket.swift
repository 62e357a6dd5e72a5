import KeylessAccounts
import KeylessCalls

extension S3Operation {
  /// Only an empty bucket goes; old versions and delete markers count.
  static let deleteBucket = S3Operation("DeleteBucket") { call throws(Refusal) in
    try call.authorize("s3:DeleteBucket", in: try call.bucket().bucket)
    try call.scope.change { contents throws(Refusal) in
      let bucket = try call.bucket(in: contents)
      guard bucket.isEmpty else {
        throw Refusal(bucket.bucket.versioning == .never ? .bucketNotEmpty : .versionedBucketNotEmpty)
      }
      return (answer: (), changes: [.remove(.bucket(named: bucket.bucket.name))])
    }
    return .noContent
  }
}
