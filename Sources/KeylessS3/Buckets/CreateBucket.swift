import KeylessAWS
import KeylessAccounts
import KeylessCalls

extension S3Operation {
  /// A new bucket is private: access control lists off, all of Block Public Access on (since April 2023).
  static let createBucket = S3Operation(
    "CreateBucket",
    fields: ["x-amz-acl", "x-amz-object-ownership", "x-amz-bucket-object-lock-enabled"]
  ) { call throws(Refusal) in
    let name = call.request.bucket
    guard !call.isAnonymous else { throw Refusal(.accessDeniedByS3) }
    guard BucketName.isValid(name) else { throw Refusal(.invalidBucketName) }
    let wish = try BucketWish(call)
    try wish.authorize(call)
    let region = wish.region
    let isNew = try call.scope.change { contents throws(Refusal) in
      if let existing = contents.bucket(named: name)?.bucket {
        guard ASCII.equal(existing.account, call.scope.account) else { throw Refusal(.bucketAlreadyExists) }
        // In us-east-1 doing it twice is no error, for old times' sake.
        guard ASCII.equal(existing.region, "us-east-1"), ASCII.equal(region, "us-east-1") else {
          throw Refusal(.bucketAlreadyOwnedByYou)
        }
        return (answer: false, changes: [])
      }
      guard contents.buckets(of: call.scope.account).count < mostBuckets else { throw Refusal(.tooManyBuckets) }
      var bucket = Bucket(name: name, account: call.scope.account, region: region, created: call.scope.now)
      bucket.settings["publicAccessBlock"] = PublicAccess.blocked.document.text
      bucket.settings["ownershipControls"] = wish.ownership.document.text
      bucket.tags = wish.tags
      return (answer: true, changes: [.put(.bucket(bucket))])
    }
    if !isNew { call.scope.findings.add("the bucket was there already") }
    return S3Answer(headers: [.init("Location", "/\(name)"), .init("x-amz-bucket-arn", call.arn(name))])
  }

  /// Of one account, since November 2024.
  private static let mostBuckets = 10_000
}

/// What a request for a new bucket says about it.
private struct BucketWish {
  let region: String
  let constraint: String?
  let ownership: ObjectOwnership
  let acl: String?
  let namesOwnership: Bool
  let tags: [ResourceTag]

  init(_ call: S3Call) throws(Refusal) {
    let request = call.request
    let root = request.body.isEmpty ? nil : try call.document("CreateBucketConfiguration")
    let region = call.scope.region
    (constraint, tags) = try call.reading { () throws(QueryError) in
      guard let root else { return (nil, []) }
      try root.only("LocationConstraint", "Tags")
      for other in ["Location", "Bucket"] where root.child(other) != nil {
        throw .notImplementedByS3("`CreateBucketConfiguration/\(other)`")
      }
      var tags: [ResourceTag] = []
      if let set = root.child("Tags") {
        tags = try TagSet.read(
          WireElement("Tagging", children: [WireElement("TagSet", children: set.children)]),
          of: .bucket
        )
      }
      return (root.string("LocationConstraint").flatMap { $0.isEmpty ? nil : $0 }, tags)
    }
    self.region = try Self.region(constraint, endpoint: region)
    let name = request.header("x-amz-object-ownership")
    namesOwnership = name != nil
    guard let ownership = name.map({ ObjectOwnership($0) }) ?? .bucketOwnerEnforced else {
      throw Refusal(.invalidArgument("Invalid x-amz-object-ownership header: \(bounded(name ?? ""))"))
    }
    self.ownership = ownership
    acl = request.header("x-amz-acl")
    if let lock = request.header("x-amz-bucket-object-lock-enabled"), !ASCII.equalIgnoringCase(lock, "false") {
      throw Refusal(.notImplementedByS3("the header `x-amz-bucket-object-lock-enabled`"))
    }
  }

  /// A client outside us-east-1 must say where the bucket shall be, and say its own region.
  private static func region(_ constraint: String?, endpoint: String) throws(Refusal) -> String {
    let isGlobal = ASCII.equal(endpoint, "us-east-1")
    guard let constraint else {
      guard isGlobal else { throw Refusal(.illegalLocationConstraint("unspecified")) }
      return endpoint
    }
    guard !ASCII.equal(constraint, "us-east-1"), isRegion(constraint) else {
      throw Refusal(.invalidLocationConstraint)
    }
    let region = ASCII.equal(constraint, "EU") ? "eu-west-1" : constraint
    guard isGlobal || ASCII.equal(region, endpoint) else { throw Refusal(.illegalLocationConstraint(constraint)) }
    return region
  }

  /// The form of a region's name; which of them exist is not asked.
  private static func isRegion(_ text: String) -> Bool {
    if ASCII.equal(text, "EU") { return true }
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    return (3...5).contains(parts.count) && text.utf8.count <= 32
      && parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { ASCII.isDigit($0) || (0x61...0x7A).contains($0) } }
      && parts.last.map { $0.utf8.allSatisfy(ASCII.isDigit) } == true
  }

  func authorize(_ call: S3Call) throws(Refusal) {
    let resource = call.arn(call.request.bucket)
    var context: [(key: String, values: [String])] = []
    if let constraint { context.append(("s3:locationconstraint", [constraint])) }
    if let acl { context.append(("s3:x-amz-acl", [acl])) }
    if namesOwnership { context.append(("s3:x-amz-object-ownership", [ownership.rawValue])) }
    try call.authorize("s3:CreateBucket", on: resource, context: context)
    if namesOwnership { try call.authorize("s3:PutBucketOwnershipControls", on: resource, context: context) }
    if !tags.isEmpty { try call.authorize("s3:TagResource", on: resource, context: context) }
    guard let acl, !ASCII.equal(acl, "private") else { return }
    try call.authorize("s3:PutBucketAcl", on: resource, context: context)
    guard ownership != .bucketOwnerEnforced else {
      throw Refusal(
        .s3(
          "InvalidBucketAclWithObjectOwnership",
          400,
          "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting"
        )
      )
    }
    guard !AccessControl.isPublic(acl) else {
      throw Refusal(
        .s3(
          "InvalidBucketAclWithBlockPublicAccessError",
          400,
          "Bucket cannot have public ACLs set with BlockPublicAccess enabled"
        )
      )
    }
    throw Refusal(.notImplementedByS3("the access control list `\(bounded(acl))`"))
  }
}
