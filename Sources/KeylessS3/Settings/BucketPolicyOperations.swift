import KeylessAWS
import KeylessAccounts
import KeylessCalls
import KeylessPolicy

extension S3Operation {
  static let getBucketPolicy = S3Operation("GetBucketPolicy", parameters: ["policy"]) { call throws(Refusal) in
    let bucket = try call.ownBucket("s3:GetBucketPolicy")
    guard let policy = bucket.policy else { throw Refusal(.noSuchBucketPolicy) }
    var answer = S3Answer()
    answer.contentType = "application/json"
    answer.bytes = Array(policy.shown(in: call.scope.accounts.snapshot).utf8)
    return answer
  }

  static let putBucketPolicy = S3Operation(
    "PutBucketPolicy",
    parameters: ["policy"],
    fields: ["x-amz-confirm-remove-self-bucket-access"]
  ) { call throws(Refusal) in
    let bucket = try call.ownBucket("s3:PutBucketPolicy")
    try call.scope.change { contents throws(Refusal) in
      var bucket = try call.bucket(bucket, in: contents).bucket
      // Read at this moment: whoever is named must still be there when the name becomes an id.
      let rules = BucketPolicyRules(bucket: bucket, contents: contents)
      let policy = try call.reading { () throws(QueryError) in try rules.read(call.request.body) }
      // Asked of the setting as it is at this moment: the two are not changed past each other.
      if bucket.publicAccess.blocksPublicPolicy, PublicPolicy.isPublic(policy.compiled.document) {
        let resource = "\"\(call.arn(bucket.name))\""
        throw Refusal(
          .s3(
            "AccessDenied",
            403,
            "User: \(call.scope.caller.arn) is not authorized to perform: s3:PutBucketPolicy on resource: \(resource) "
              + "because public policies are prevented by the BlockPublicPolicy setting in S3 Block Public Access."
          )
        )
      }
      bucket.policy = policy
      return (answer: (), changes: [.put(.bucket(bucket))])
    }
    return .noContent
  }

  static let deleteBucketPolicy = S3Operation("DeleteBucketPolicy", parameters: ["policy"]) { call throws(Refusal) in
    let bucket = try call.ownBucket("s3:DeleteBucketPolicy")
    try call.change(bucket) { $0.policy = nil }
    return .noContent
  }

  static let getBucketPolicyStatus = S3Operation("GetBucketPolicyStatus", parameters: ["policyStatus"]) {
    call throws(Refusal) in
    let bucket = try call.bucket().bucket
    try call.authorize("s3:GetBucketPolicyStatus", in: bucket)
    guard let policy = bucket.policy else { throw Refusal(.noSuchBucketPolicy) }
    let isPublic = PublicPolicy.isPublic(policy.compiled.document)
    return .xml(XMLNode("PolicyStatus", [XMLNode("IsPublic", isPublic ? "true" : "false")]))
  }
}

extension S3Call {
  /// The bucket, for what only its owner's account may do, whatever a policy allows to others.
  fileprivate func ownBucket(_ action: String) throws(Refusal) -> Bucket {
    let bucket = try bucket().bucket
    try authorize(action, in: bucket)
    guard ASCII.equal(bucket.account, scope.account) else {
      throw Refusal(.methodNotAllowed, because: "the bucket belongs to \(bucket.account)")
    }
    return bucket
  }
}

extension QueryError {
  fileprivate static let noSuchBucketPolicy = s3("NoSuchBucketPolicy", 404, "The bucket policy does not exist")
}
