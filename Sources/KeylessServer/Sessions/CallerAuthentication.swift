import HTTPTypes
import KeylessAWS

/// Finds out who signed a call: the session must be ours, its role must still be the one it was issued for, and the
/// signature must be right.
struct CallerAuthentication: Sendable {
  let store: MemoryStore
  let sessions: SessionAuthority
  /// Unix seconds.
  let now: Int

  /// `service` is the signing name the credential scope must carry.
  func caller(of request: IncomingRequest, service: String, isS3: Bool = false) throws(Refusal) -> Session {
    guard request.isSigned else { throw Refusal(.missingAuthentication) }
    // S3 lets the client say what its body hashes to, and a presigned URL cover no body at all.
    let payloadHash = isS3 ? request.headers[.amzContentHash] ?? "UNSIGNED-PAYLOAD" : nil
    let signed: SignedRequest
    do {
      signed = try SigV4Verifier(service: service, s3Paths: isS3).parse(
        request.head(payloadHash: payloadHash),
        now: now
      )
    } catch {
      throw Refusal(error)
    }
    guard let token = signed.sessionToken else {
      throw Refusal(
        .invalidClientToken,
        because: "the call is signed with a long-term access key, and this AWS has issued none"
      )
    }
    let opened: SessionSeal.Opened
    do {
      opened = try sessions.open(token, for: signed.accessKeyID)
    } catch {
      throw Refusal(.invalidClientToken, because: "the session token is not one of ours (\(error))")
    }
    do {
      try signed.verify(secret: opened.secret)
    } catch {
      throw Refusal(error, because: "the signature was not made with this session's secret over this request")
    }
    let session = opened.session
    guard now < session.expiresAt else {
      throw Refusal(.expiredSession, because: "the session expired at \(WireTime.extended(session.expiresAt))")
    }
    guard let role = store.role(arn: session.roleARN, account: session.account.text),
      role.uniqueID.utf8.elementsEqual(session.roleID.utf8)
    else {
      throw Refusal(
        .invalidClientToken,
        because: "the role \(session.roleARN) was deleted, or deleted and made again, after the session was issued"
      )
    }
    return session
  }
}
