import KeylessAWS
import KeylessAccounts
import KeylessCalls
import KeylessPolicy

extension S3Call {
  /// Refuses with S3's `AccessDenied` unless the caller's policies and the bucket's allow an action on the bucket, or on a
  /// key in it.
  func authorize(
    _ action: String,
    in bucket: Bucket,
    key: String? = nil,
    context: [(key: String, values: [String])] = []
  ) throws(Refusal) {
    if let refusal = refusal(action, in: bucket, key: key, context: context) { throw refusal }
  }

  /// The refusal that `authorize` throws, for whoever wants to go on.
  func refusal(
    _ action: String,
    in bucket: Bucket,
    key: String? = nil,
    context: [(key: String, values: [String])] = []
  ) -> Refusal? {
    let resource = arn(bucket.name, key)
    let decision = scope.decide(
      Demand(
        action,
        on: resource,
        context: requestContext(owner: bucket.account) + context,
        resourcePolicy: bucket.policy?.compiled,
        resourceAccount: bucket.account
      )
    )
    // Only the owner's account gets past a public policy, if the bucket says so.
    if decision.outcome == .allow, let policy = bucket.policy, bucket.publicAccess.restrictsPublicBuckets,
      !ASCII.equal(scope.account, bucket.account), PublicPolicy.isPublic(policy.compiled.document)
    {
      return Refusal(.accessDeniedByS3, because: "the bucket's policy is public, and RestrictPublicBuckets is set")
    }
    return refusal(decision, resource: "\"\(resource)\"")
  }

  /// Refuses unless the caller may do something that is about no bucket that exists.
  func authorize(
    _ action: String,
    on resource: String,
    context: [(key: String, values: [String])] = [],
    naming: Bool = true
  ) throws(Refusal) {
    let demand = Demand(action, on: resource, context: requestContext(owner: scope.account) + context)
    let decision = scope.decide(demand)
    guard let refusal = refusal(decision, resource: naming ? "\"\(resource)\"" : nil) else { return }
    throw refusal
  }

  /// S3 quotes the resource, leaves it out where it is everything, and tells strangers nothing.
  private func refusal(_ decision: AuthorizationDecision, resource: String?) -> Refusal? {
    guard decision.outcome != .allow else { return nil }
    let reason = "\(decision.summary); \(decision.reason)"
    guard !isAnonymous else { return Refusal(.accessDeniedByS3, because: reason) }
    let place = resource.map { " on resource: \($0)" } ?? ""
    let sentence =
      "User: \(scope.caller.arn) is not authorized to perform: \(decision.action)\(place)\(decision.denialReason)"
    return Refusal(.s3("AccessDenied", 403, sentence), because: "\(sentence); \(reason)")
  }

  /// The condition keys that every call of S3 has (Amazon S3 API Reference, "SigV4 authentication specific policy keys").
  private func requestContext(owner: String) -> [(key: String, values: [String])] {
    // As `aws:SecureTransport`: this server stands in for one that is reached over TLS.
    var context: [(key: String, values: [String])] = [("s3:TlsVersion", ["1.3"])]
    if !owner.isEmpty { context.append(("s3:ResourceAccount", [owner])) }
    if let authentication, let signedAt {
      context.append(("s3:authType", [authentication]))
      context.append(("s3:signatureversion", ["AWS4-HMAC-SHA256"]))
      context.append(("s3:signatureAge", [String(max(0, scope.now - signedAt) * 1000)]))
    }
    if let hash = request.contentHash { context.append(("s3:x-amz-content-sha256", [hash])) }
    if let version = request.versionID { context.append(("s3:VersionId", [version])) }
    return context
  }
}
