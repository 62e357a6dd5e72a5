import KeylessAWS
import KeylessCalls

/// One operation of S3: how a request for it looks, what it understands, and what it does; each is a file of its own and
/// one line in `S3Operations.all`.
struct S3Operation: Sendable {
  enum Level: String, Sendable {
    case service, bucket, object
  }

  /// As SDKs, transcripts and the API reference call it.
  let name: String
  /// Query parameters it has besides the one that names it.
  let parameters: [String]
  /// Header fields of Amazon's it has; a name that ends in a hyphen stands for all that begin with it.
  let fields: [String]
  let perform: @Sendable (S3Call) throws(Refusal) -> S3Answer

  init(
    _ name: String,
    parameters: [String] = [],
    fields: [String] = [],
    perform: @escaping @Sendable (S3Call) throws(Refusal) -> S3Answer
  ) {
    self.name = name
    self.parameters = parameters
    self.fields = fields
    self.perform = perform
  }
}

/// The operations that this AWS has.
package enum S3Operations {
  /// As SDKs and transcripts call them.
  package static var names: [String] { all.map(\.name) }

  static let all: [S3Operation] =
    [
      .listBuckets, .createBucket, .headBucket, .deleteBucket, .getBucketLocation,
      .getBucketVersioning, .putBucketVersioning,
      .getBucketTagging, .putBucketTagging, .deleteBucketTagging,
      .getBucketPolicy, .putBucketPolicy, .deleteBucketPolicy, .getBucketPolicyStatus,
      .getBucketACL, .putBucketACL, .putBucketLogging,
      .listObjectsV2, .listObjects, .listObjectVersions,
      .putObject, .getObject, .headObject, .deleteObject, .deleteObjects,
      .getObjectTagging, .putObjectTagging, .deleteObjectTagging, .getObjectACL,
    ] + BucketSetting.all.flatMap(\.operations)

  private static let byName: [[UInt8]: S3Operation] = Dictionary(
    all.map { (Array($0.name.utf8), $0) },
    uniquingKeysWith: { first, _ in first }
  )

  static func named(_ name: String) -> S3Operation? { byName[Array(name.utf8)] }
}
