/// Reads and judges the signature of a request, in AWS's order: form, date, clock skew, scope, signed headers.
///
/// The key is looked up between `parse` and `SignedRequest.verify`; an unknown key id is `.invalidClientToken`.
package struct SigV4Verifier: Sendable {
  /// Which regions a scope may name.
  package enum Regions: Hashable, Sendable {
    /// The key is derived from whatever the client signed with; with a custom endpoint clients sign IAM with their own
    /// region.
    case any
    case only([String])
  }

  let service: String
  let regions: Regions
  let path: CanonicalRequest.Path

  /// `s3Paths` switches to the path rule of S3, which neither normalises nor encodes twice.
  package init(service: String, regions: Regions = .any, s3Paths: Bool = false) {
    self.service = service
    self.regions = regions
    path = s3Paths ? .verbatim : .normalized
  }

  package func parse(_ head: HTTPRequestHead, now: Int) throws(QueryError) -> SignedRequest {
    let parts = try SignatureParts(head)
    try checkTime(parts, now: now)
    let credential = parts.credential.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    let scope = CredentialScope(
      date: credential[1],
      region: credential[2],
      service: credential[3],
      terminator: credential[4]
    )
    try checkScope(scope, time: parts.time)
    let names = parts.signedHeaders.utf8.split(separator: UInt8(ascii: ";")).map { String(decoding: $0, as: UTF8.self) }
    guard names.contains(where: { ASCII.equalIgnoringCase($0, "host") }), head.values("host").count == 1 else {
      throw .hostNotSigned
    }
    let tokens = head.values("x-amz-security-token")
    if !tokens.isEmpty, parts.placement == .header {
      guard tokens.count == 1, names.contains(where: { ASCII.equalIgnoringCase($0, "x-amz-security-token") }) else {
        throw .badSignature
      }
    }
    let canonical = CanonicalRequest(head, signing: names, path: path)
    // A list that is not sorted, not in lower case or has an empty place is none that a signature was made over.
    let isCanonical = canonical.map { ASCII.equal($0.signedHeaders, parts.signedHeaders) } ?? false
    return SignedRequest(
      accessKeyID: credential[0],
      scope: scope,
      placement: parts.placement,
      signedHeaders: names,
      time: parts.time,
      sessionToken: (parts.placement == .header ? tokens.first : parts.sessionToken).map { SessionToken($0) },
      signature: parts.signature,
      stringToSign: isCanonical ? canonical?.stringToSign(time: parts.time, scope: scope) : nil
    )
  }

  /// A presigned request of S3 lives as long as its `X-Amz-Expires` says.
  ///
  /// STS takes no notice of that parameter: whoever presigns `GetCallerIdentity` has fifteen minutes, whatever it says and
  /// also without it (documented by `kubernetes-sigs/aws-iam-authenticator:pkg/token/token.go`, observed in
  /// `aws/aws-sdk-go#2167` and with aws-sdk-go-v2, which leaves it out). That IAM does the same is (unverified).
  private func checkTime(_ parts: SignatureParts, now: Int) throws(QueryError) {
    guard parts.time <= now &+ 900 else { throw .signatureNotYetCurrent(parts.time, now: now) }
    guard case .verbatim = path, parts.placement == .query else {
      guard parts.time >= now &- 900 else { throw .signatureExpired(parts.time, now: now) }
      return
    }
    guard let lifetime = parts.lifetime else { throw .missingSigningParameters(["X-Amz-Expires"]) }
    guard now <= parts.time &+ lifetime else { throw .presignedExpired }
  }

  /// All faults of the scope in one message, each but the last kind followed by its space.
  private func checkScope(_ scope: CredentialScope, time: Int) throws(QueryError) {
    var faults = ""
    let allowed =
      switch regions {
      case .any: !scope.region.isEmpty
      case .only(let regions): regions.contains { ASCII.equal($0, scope.region) }
      }
    if !allowed { faults += "Credential should be scoped to a valid region, not '\(scope.region)'. " }
    if !ASCII.equal(scope.service, service) {
      faults += "Credential should be scoped to correct service: '\(service)'. "
    }
    if !ASCII.equal(scope.terminator, "aws4_request") {
      faults += "Credential should be scoped with a valid terminator: 'aws4_request', not '\(scope.terminator)'. "
    }
    let stamp = WireTime.basic(time)
    let day = String(decoding: stamp.utf8.prefix(8), as: UTF8.self)
    if !ASCII.equal(scope.date, day) {
      faults += "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: "
      faults += "'\(scope.date)' != '\(day)', from '\(stamp)'."
    }
    guard faults.isEmpty else { throw .signatureMismatch(faults) }
  }
}
