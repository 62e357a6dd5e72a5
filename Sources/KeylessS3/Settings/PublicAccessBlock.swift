import KeylessAWS
import KeylessAccounts

/// The four switches of Block Public Access; in a new bucket all are on.
struct PublicAccess: Hashable, Sendable {
  var blocksPublicACLs = false
  var ignoresPublicACLs = false
  var blocksPublicPolicy = false
  var restrictsPublicBuckets = false

  static let blocked = PublicAccess(
    blocksPublicACLs: true,
    ignoresPublicACLs: true,
    blocksPublicPolicy: true,
    restrictsPublicBuckets: true
  )

  var document: XMLNode {
    XMLNode(
      "PublicAccessBlockConfiguration",
      [
        ("BlockPublicAcls", blocksPublicACLs), ("IgnorePublicAcls", ignoresPublicACLs),
        ("BlockPublicPolicy", blocksPublicPolicy), ("RestrictPublicBuckets", restrictsPublicBuckets),
      ].map { XMLNode($0.0, $0.1 ? "true" : "false") }
    )
  }

  init(
    blocksPublicACLs: Bool = false,
    ignoresPublicACLs: Bool = false,
    blocksPublicPolicy: Bool = false,
    restrictsPublicBuckets: Bool = false
  ) {
    self.blocksPublicACLs = blocksPublicACLs
    self.ignoresPublicACLs = ignoresPublicACLs
    self.blocksPublicPolicy = blocksPublicPolicy
    self.restrictsPublicBuckets = restrictsPublicBuckets
  }

  init(_ element: WireElement) throws(QueryError) {
    try element.only("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets")
    blocksPublicACLs = try element.flag("BlockPublicAcls")
    ignoresPublicACLs = try element.flag("IgnorePublicAcls")
    blocksPublicPolicy = try element.flag("BlockPublicPolicy")
    restrictsPublicBuckets = try element.flag("RestrictPublicBuckets")
  }
}

extension BucketSetting {
  static let publicAccessBlock = BucketSetting(
    "publicAccessBlock",
    root: "PublicAccessBlockConfiguration",
    get: .init("GetPublicAccessBlock", "s3:GetBucketPublicAccessBlock"),
    put: .init("PutPublicAccessBlock", "s3:PutBucketPublicAccessBlock"),
    delete: .init("DeletePublicAccessBlock", "s3:PutBucketPublicAccessBlock"),
    missing: .refused(
      .s3(
        "NoSuchPublicAccessBlockConfiguration",
        404,
        "The public access block configuration was not found"
      )
    )
  ) { element throws(QueryError) in try PublicAccess(element).document }
}

extension Bucket {
  /// A bucket without the setting blocks nothing; one whose setting cannot be read blocks everything.
  var publicAccess: PublicAccess {
    guard let text = settings["publicAccessBlock"] else { return PublicAccess() }
    guard let element = try? WireElement(xml: Array(text.utf8)) else { return .blocked }
    return (try? PublicAccess(element)) ?? .blocked
  }
}
