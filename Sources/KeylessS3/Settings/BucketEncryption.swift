import KeylessAWS
import KeylessAccounts
import KeylessSource

extension BucketSetting {
  /// How objects are encrypted that do not say it themselves; every bucket has it, AES256 by default since January 2023.
  static let encryption = BucketSetting(
    "encryption",
    root: "ServerSideEncryptionConfiguration",
    get: .init("GetBucketEncryption", "s3:GetEncryptionConfiguration"),
    put: .init("PutBucketEncryption", "s3:PutEncryptionConfiguration"),
    delete: .init("DeleteBucketEncryption", "s3:PutEncryptionConfiguration"),
    missing: .answered(rule(algorithm: "AES256", key: nil, bucketKey: false, blocked: nil))
  ) { element throws(QueryError) in
    try element.only("Rule")
    let rule = try element.required("Rule")
    try rule.only("ApplyServerSideEncryptionByDefault", "BucketKeyEnabled", "BlockedEncryptionTypes")
    let standard = try rule.required("ApplyServerSideEncryptionByDefault")
    try standard.only("SSEAlgorithm", "KMSMasterKeyID")
    let algorithm = try standard.word("SSEAlgorithm", ["AES256", "aws:kms", "aws:kms:dsse"])
    guard !ASCII.equal(algorithm, "aws:kms:dsse") else { throw .notImplementedByS3("the encryption `aws:kms:dsse`") }
    let key = standard.string("KMSMasterKeyID")
    guard key == nil || ASCII.equal(algorithm, "aws:kms") else {
      throw .invalidArgument("a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms")
    }
    var blocked: String?
    if let types = rule.child("BlockedEncryptionTypes") {
      try types.only("EncryptionType")
      blocked = try types.word("EncryptionType", ["NONE", "SSE-C"])
    }
    return Self.rule(algorithm: algorithm, key: key, bucketKey: try rule.flag("BucketKeyEnabled"), blocked: blocked)
  }

  private static func rule(algorithm: String, key: String?, bucketKey: Bool, blocked: String?) -> XMLNode {
    XMLNode(
      "ServerSideEncryptionConfiguration",
      [
        XMLNode(
          "Rule",
          [
            XMLNode(
              "ApplyServerSideEncryptionByDefault",
              [XMLNode("SSEAlgorithm", algorithm)] + XMLNode.optional("KMSMasterKeyID", key)
            ), XMLNode("BucketKeyEnabled", bucketKey ? "true" : "false"),
          ] + (blocked.map { [XMLNode("BlockedEncryptionTypes", [XMLNode("EncryptionType", $0)])] } ?? [])
        )
      ]
    )
  }
}

/// How an object is encrypted, as far as S3's answers say it; the store itself keeps plain bytes.
struct ObjectEncryption: Hashable, Sendable {
  /// `AES256` or `aws:kms`.
  var algorithm: String
  /// As the client or the bucket named it; nil: the key that S3 has in each account.
  var key: String?
  var usesBucketKey = false

  var isKMS: Bool { ASCII.equal(algorithm, "aws:kms") }
}

extension Bucket {
  /// What new objects get.
  var encryption: ObjectEncryption {
    guard let text = settings["encryption"], let root = try? WireElement(xml: Array(text.utf8)),
      let rule = root.child("Rule"), let standard = rule.child("ApplyServerSideEncryptionByDefault"),
      let algorithm = standard.string("SSEAlgorithm")
    else { return ObjectEncryption(algorithm: "AES256") }
    return ObjectEncryption(
      algorithm: algorithm,
      key: standard.string("KMSMasterKeyID"),
      usesBucketKey: rule.string("BucketKeyEnabled") == "true"
    )
  }
}
