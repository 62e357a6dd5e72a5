import KeylessAccounts
import KeylessCalls

extension S3Operation {
  /// Only an empty bucket goes; old versions and delete markers count.
  static let deleteBucket = S3Operation("DeleteBucket") { call throws(Refusal) in
    let seen = try call.bucket().bucket
    try call.authorize("s3:DeleteBucket", in: seen)
    try call.scope.change { contents throws(Refusal) in
      let bucket = try call.bucket(seen, in: contents)
      guard bucket.isEmpty else {
        throw Refusal(bucket.bucket.versioning == .never ? .bucketNotEmpty : .versionedBucketNotEmpty)
      }
      return (answer: (), changes: [.remove(.bucket(named: bucket.bucket.name))])
    }
    return .noContent
  }
}
