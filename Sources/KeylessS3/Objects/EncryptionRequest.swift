import KeylessAWS
import KeylessAccounts
import KeylessCalls

/// How an upload is to be encrypted: what the request says, else what the bucket says.
///
/// The store keeps plain bytes; what AWS would do is decided, authorised and said in the answers.
struct EncryptionRequest: Sendable {
  let chosen: ObjectEncryption
  /// The key's ARN; nil unless a KMS key is used.
  let keyARN: String?
  /// Whether the key is the caller's business: the one that S3 has in each account asks for no permission.
  let isCustomersKey: Bool
  let context: [(key: String, values: [String])]

  static let fields = [
    "x-amz-server-side-encryption", "x-amz-server-side-encryption-aws-kms-key-id",
    "x-amz-server-side-encryption-bucket-key-enabled",
  ]

  init(_ call: S3Call, bucket: Bucket) throws(Refusal) {
    let request = call.request
    let (algorithm, key) = (request.header(Self.fields[0]), request.header(Self.fields[1]))
    let usesBucketKey = request.header(Self.fields[2])
    chosen = try call.reading { () throws(QueryError) in
      guard let algorithm else {
        guard key == nil, usesBucketKey == nil else { throw .keyWithoutKMS }
        return bucket.encryption
      }
      switch algorithm {
      case "AES256":
        guard key == nil else { throw .keyWithoutKMS }
        return ObjectEncryption(algorithm: algorithm)
      case "aws:kms":
        let flag = usesBucketKey.map { ASCII.equalIgnoringCase($0, "true") }
        // Without a key of its own the upload takes the bucket's.
        let standard = bucket.encryption
        return ObjectEncryption(
          algorithm: algorithm,
          key: key ?? (standard.isKMS ? standard.key : nil),
          usesBucketKey: flag ?? standard.usesBucketKey
        )
      case "aws:kms:dsse": throw .notImplementedByS3("the encryption `aws:kms:dsse`")
      default: throw .s3("InvalidArgument", 400, "The encryption method specified is not supported")
      }
    }
    keyARN = chosen.isKMS ? Self.arn(of: chosen.key, call, bucket) : nil
    isCustomersKey = keyARN.map { !ASCII.equal($0, Self.ownKey(of: bucket, call)) } ?? false
    var context: [(key: String, values: [String])] = []
    // A policy sees what the client sent, not what the bucket adds.
    if let algorithm { context.append(("s3:x-amz-server-side-encryption", [algorithm])) }
    if let key { context.append(("s3:x-amz-server-side-encryption-aws-kms-key-id", [Self.arn(of: key, call, bucket)])) }
    self.context = context
  }

  /// What the object keeps about it.
  var kept: [String: String] {
    var kept = [Self.fields[0]: chosen.algorithm]
    if let keyARN { kept[Self.fields[1]] = keyARN }
    if chosen.isKMS, chosen.usesBucketKey { kept[Self.fields[2]] = "true" }
    return kept
  }

  /// An id becomes an ARN of the bucket's account and region; an alias stays one, for only KMS knows what it stands for.
  private static func arn(of key: String?, _ call: S3Call, _ bucket: Bucket) -> String {
    guard let key, !ASCII.equal(key, "alias/aws/s3") else { return ownKey(of: bucket, call) }
    if key.utf8.starts(with: "arn:".utf8) { return key }
    return kmsARN(key.utf8.starts(with: "alias/".utf8) ? key : "key/\(key)", call, bucket)
  }

  /// The key that S3 makes for itself in each account and region: always the same one, and nobody has seen it.
  static func ownKey(of bucket: Bucket, _ call: S3Call) -> String {
    let id = UUIDText.random(Digest.sha256(Array("aws/s3 \(bucket.account) \(bucket.region)".utf8)))
    return kmsARN("key/\(id)", call, bucket)
  }

  private static func kmsARN(_ resource: String, _ call: S3Call, _ bucket: Bucket) -> String {
    ARN(
      partition: call.scope.partition,
      service: "kms",
      region: bucket.region,
      account: bucket.account,
      resource: resource
    ).description
  }
}

extension S3Call {
  /// What S3 asks of KMS on the caller's behalf for an object under a customer's key: `kms:GenerateDataKey` for an upload,
  /// `kms:Decrypt` for a download.
  ///
  /// The key's own policy is not here; it counts as one that leaves the decision to IAM, as a new key's does.
  func authorizeKey(_ action: String, _ keyARN: String, in bucket: Bucket) throws(Refusal) {
    guard let key = try? ARN(parsing: keyARN) else { return }
    guard !isAnonymous, ASCII.equal(key.account, scope.account) else {
      throw Refusal(.accessDeniedByS3, because: "the key \(keyARN) belongs to another account")
    }
    try authorize(
      action,
      on: keyARN,
      context: [
        ("kms:ViaService", ["s3.\(bucket.region).amazonaws.com"]), ("kms:CallerAccount", [scope.account]),
        ("kms:EncryptionContext:aws:s3:arn", [arn(bucket.name, request.key)]),
      ]
    )
  }
}

extension QueryError {
  fileprivate static let keyWithoutKMS = invalidArgument(
    "Server Side Encryption with AWS KMS managed key requires HTTP header x-amz-server-side-encryption : aws:kms"
  )
}
