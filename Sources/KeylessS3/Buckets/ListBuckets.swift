import KeylessAWS
import KeylessAccounts
import KeylessCalls

extension S3Operation {
  /// The buckets of the caller's account, in pages only when the client asks for pages.
  static let listBuckets = S3Operation(
    "ListBuckets",
    parameters: ["max-buckets", "continuation-token", "prefix", "bucket-region"]
  ) { call throws(Refusal) in
    guard !call.isAnonymous else { throw Refusal(.accessDeniedByS3) }
    let query = call.request.query
    let most = try call.reading { () throws(QueryError) in
      try PageSize.read(query["max-buckets"], name: "max-buckets", most: 10_000, least: 1)
    }
    let after = try call.reading { () throws(QueryError) in try PageToken.read(query["continuation-token"]) }
    // Without a name for everything: S3's sentence has no resource.
    try call.authorize("s3:ListAllMyBuckets", on: call.arn("*"), naming: false)
    var found = call.scope.accounts.snapshot.buckets(of: call.scope.account)
    if let prefix = query["prefix"] { found.removeAll { !$0.name.utf8.starts(with: prefix.utf8) } }
    if let region = query["bucket-region"] { found.removeAll { !ASCII.equal($0.region, region) } }
    if let after { found.removeAll { !after.utf8.lexicographicallyPrecedes($0.name.utf8) } }
    let page = query.has("max-buckets") ? Array(found.prefix(most)) : found
    let buckets = page.map { bucket in
      XMLNode(
        "Bucket",
        [
          XMLNode("Name", bucket.name), XMLNode("CreationDate", S3Time.text(bucket.created)),
          XMLNode("BucketRegion", bucket.region), XMLNode("BucketArn", call.arn(bucket.name)),
        ]
      )
    }
    let token = page.count < found.count ? page.last.map { PageToken.text(after: $0.name) } : nil
    return .xml(
      XMLNode(
        "ListAllMyBucketsResult",
        [
          XMLNode("Owner", [XMLNode("ID", S3Call.canonicalID(of: call.scope.account))]), XMLNode("Buckets", buckets),
        ] + XMLNode.optional("Prefix", query["prefix"]) + XMLNode.optional("ContinuationToken", token)
      )
    )
  }
}
