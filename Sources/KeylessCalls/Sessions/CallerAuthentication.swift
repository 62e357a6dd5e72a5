import HTTPTypes
package import KeylessAWS
package import KeylessAccounts

/// Finds out who signed a call: the key must be ours, whoever it belongs to must still be there, and the signature must
/// be right.
package struct CallerAuthentication: Sendable {
  private let accounts: Accounts
  private let sessions: SessionAuthority
  private let administrators: [Administrator]
  private let regions: SigV4Verifier.Regions
  /// Unix seconds.
  private let now: Int

  /// A call whose signature is right, with what S3 needs to verify the chunks of its body.
  package struct Authenticated: Sendable {
    package let caller: Caller
    package let signed: SignedRequest
    package let secret: SecretAccessKey
  }

  package init(
    accounts: Accounts,
    sessions: SessionAuthority,
    administrators: [Administrator] = [],
    regions: SigV4Verifier.Regions = .any,
    now: Int
  ) {
    self.accounts = accounts
    self.sessions = sessions
    self.administrators = administrators
    self.regions = regions
    self.now = now
  }

  /// `service` is the signing name the credential scope must carry.
  package func authenticate(
    _ request: IncomingRequest,
    service: String,
    isS3: Bool = false
  ) throws(Refusal) -> Authenticated {
    guard request.isSigned else {
      throw Refusal(request.hasVersion2Signature ? .signatureVersion2 : .missingAuthentication)
    }
    // S3 lets the client say what its body hashes to, and a presigned URL cover no body at all.
    let payloadHash = isS3 ? request.claimedContentHash ?? "UNSIGNED-PAYLOAD" : nil
    let signed: SignedRequest
    do {
      signed = try SigV4Verifier(service: service, regions: regions, s3Paths: isS3).parse(
        request.head(payloadHash: payloadHash),
        now: now
      )
    } catch {
      throw Refusal(error)
    }
    // It names the operation, and a signature that does not cover it would do for any other.
    guard
      isS3 || request.headers[.amzTarget] == nil
        || signed.signedHeaders.contains(where: { ASCII.equalIgnoringCase($0, "x-amz-target") })
    else {
      throw Refusal(.badSignature, because: "`X-Amz-Target` is not among the signed headers")
    }
    guard let token = signed.sessionToken else { return try longTerm(signed) }
    return try session(signed, token, service: service)
  }

  private func longTerm(_ signed: SignedRequest) throws(Refusal) -> Authenticated {
    let id = signed.accessKeyID
    let user: User
    let secret: SecretAccessKey
    if let administrator = administrators.first(where: { $0.accessKeyID.utf8.elementsEqual(id.utf8) }) {
      guard let found = accounts.read({ $0[administrator.account.text].user(named: administrator.userName) }) else {
        throw Refusal(.invalidClientToken, because: "the administrator `\(administrator.userName)` was deleted")
      }
      (user, secret) = (found, administrator.secret)
    } else {
      guard let account = AccessKeyID(id)?.account,
        let found = accounts.read({ $0[account.text].user(accessKey: id) }),
        let key = found.accessKeys.first(where: { $0.id.utf8.elementsEqual(id.utf8) })
      else { throw Refusal(.invalidClientToken, because: "no user of this AWS has the access key `\(Self.name(id))`") }
      guard key.isActive else {
        throw Refusal(.invalidClientToken, because: "the access key `\(id)` of \(found.arn) is inactive")
      }
      (user, secret) = (found, sessions.secret(of: key))
    }
    do {
      try signed.verify(secret: secret)
    } catch {
      throw Refusal(error, because: "the signature was not made with the secret of \(user.arn) over this request")
    }
    note(id, signed)
    return Authenticated(caller: Caller(.user(user, nil), accessKeyID: id), signed: signed, secret: secret)
  }

  private func session(
    _ signed: SignedRequest,
    _ token: SessionToken,
    service: String
  ) throws(Refusal) -> Authenticated {
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
    // AWS's answer too (observed); no session here has a second factor.
    guard !session.isOfUser || !service.utf8.elementsEqual("iam".utf8) else {
      throw Refusal(
        .invalidClientToken,
        because: "the session of \(session.principalARN) is from GetSessionToken without MFA, which IAM does not accept"
      )
    }
    let identity: Caller.Identity? = accounts.read { contents in
      let account = contents[session.account.text]
      if session.isOfUser {
        let name = session.principalARN.split(separator: "/").last.map(String.init) ?? ""
        return account.user(named: name).flatMap { user in
          user.uniqueID.utf8.elementsEqual(session.principalID.utf8) ? .user(user, session) : nil
        }
      }
      return account.role(arn: session.principalARN).flatMap { role in
        role.uniqueID.utf8.elementsEqual(session.principalID.utf8) ? .role(role, session) : nil
      }
    }
    guard let identity else {
      throw Refusal(
        .invalidClientToken,
        because: "\(session.principalARN) was deleted, or deleted and made again, after the session was issued"
      )
    }
    note(session.principalID, signed)
    return Authenticated(
      caller: Caller(identity, accessKeyID: session.accessKeyID),
      signed: signed,
      secret: opened.secret
    )
  }

  private func note(_ id: String, _ signed: SignedRequest) {
    accounts.usage.note(id, .init(time: now, region: signed.scope.region, service: signed.scope.service))
  }

  /// Secret access keys have forty characters; whatever is longer than any key id may be one in the wrong place.
  private static func name(_ id: String) -> String { id.utf8.count <= 32 ? id : "(too long for a key id)" }
}
