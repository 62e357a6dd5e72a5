import KeylessAWS
import KeylessAccounts
import KeylessCalls

extension S3Operation {
  static let getBucketACL = S3Operation("GetBucketAcl", parameters: ["acl"]) { call throws(Refusal) in
    let bucket = try call.bucket().bucket
    try call.authorize("s3:GetBucketAcl", in: bucket)
    return .xml(AccessControl.ownerAlone(bucket))
  }

  /// Keeps nothing: the one list that is accepted is the one that every bucket has.
  static let putBucketACL = S3Operation("PutBucketAcl", parameters: ["acl"], fields: ["x-amz-acl"]) {
    call throws(Refusal) in
    let bucket = try call.bucket().bucket
    let canned = call.request.header("x-amz-acl")
    try call.authorize("s3:PutBucketAcl", in: bucket, context: canned.map { [("s3:x-amz-acl", [$0])] } ?? [])
    if let canned { return try call.reading { () throws(QueryError) in try AccessControl.check(canned, in: bucket) } }
    let root = try call.document("AccessControlPolicy")
    return try call.reading { () throws(QueryError) in try AccessControl.check(root, in: bucket) }
  }

  static let getObjectACL = S3Operation("GetObjectAcl", parameters: ["acl", "versionId"]) { call throws(Refusal) in
    let found = try call.object(action: "s3:GetObjectAcl", versioned: "s3:GetObjectVersionAcl")
    return .xml(AccessControl.ownerAlone(found.bucket))
  }

  /// Logs are not written here, so turning them on is refused; turning them off is what every bucket has.
  static let putBucketLogging = S3Operation("PutBucketLogging", parameters: ["logging"]) { call throws(Refusal) in
    try call.authorize("s3:PutBucketLogging", in: try call.bucket().bucket)
    let root = try call.document("BucketLoggingStatus")
    guard root.children.isEmpty else { throw Refusal(.notImplementedByS3("the bucket setting `LoggingEnabled`")) }
    return S3Answer()
  }
}

/// Access control lists as far as a bucket for state has them: the owner may do everything, nobody else is named.
enum AccessControl {
  static func ownerAlone(_ bucket: Bucket) -> XMLNode {
    let id = S3Call.canonicalID(of: bucket.account)
    let grantee = XMLNode(
      "Grantee",
      attributes: [
        (name: "xmlns:xsi", value: "http://www.w3.org/2001/XMLSchema-instance"),
        (name: "xsi:type", value: "CanonicalUser"),
      ],
      [XMLNode("ID", id)]
    )
    return XMLNode(
      "AccessControlPolicy",
      [
        XMLNode("Owner", [XMLNode("ID", id)]),
        XMLNode("AccessControlList", [XMLNode("Grant", [grantee, XMLNode("Permission", "FULL_CONTROL")])]),
      ]
    )
  }

  /// The canned list of a request: `private`, which changes nothing, or S3's refusal.
  @discardableResult
  static func check(_ canned: String, in bucket: Bucket) throws(QueryError) -> S3Answer {
    let known = [
      "private", "public-read", "public-read-write", "authenticated-read", "aws-exec-read", "bucket-owner-read",
      "bucket-owner-full-control", "log-delivery-write",
    ]
    guard known.contains(where: { ASCII.equal($0, canned) }) else { throw .invalidArgument("") }
    let isOwners = ASCII.equal(canned, "private") || ASCII.equal(canned, "bucket-owner-full-control")
    if isOwners { return S3Answer() }
    guard bucket.ownership != .bucketOwnerEnforced else { throw .aclNotSupported }
    if isPublic(canned), bucket.publicAccess.blocksPublicACLs { throw .accessDeniedByS3 }
    throw .notImplementedByS3("the access control list `\(canned)`")
  }

  /// A list that is written out: the owner's own, or S3's refusal.
  static func check(_ root: WireElement, in bucket: Bucket) throws(QueryError) -> S3Answer {
    try root.only("Owner", "AccessControlList")
    let owner = S3Call.canonicalID(of: bucket.account)
    let grants = try root.required("AccessControlList").all("Grant")
    let isOwners = grants.allSatisfy { grant in
      grant.child("Grantee")?.string("ID") == owner && grant.string("Permission") == "FULL_CONTROL"
    }
    guard !isOwners || grants.count != 1 else { return S3Answer() }
    guard bucket.ownership != .bucketOwnerEnforced else { throw .aclNotSupported }
    throw .notImplementedByS3("access control lists with other grants than the owner's")
  }

  static func isPublic(_ canned: String) -> Bool {
    ["public-read", "public-read-write", "authenticated-read"].contains { ASCII.equal($0, canned) }
  }
}

extension QueryError {
  static let aclNotSupported = s3(
    "AccessControlListNotSupported",
    400,
    "The bucket does not allow ACLs"
  )
}
