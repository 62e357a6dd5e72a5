import KeylessAWS

/// Issues sessions and recognises them again, without keeping any: a session's token carries it, sealed.
struct SessionAuthority: Sendable {
  private let seal: SessionSeal
  private let random: @Sendable (Int) -> [UInt8]

  /// Nil when the source of randomness gives fewer than the 32 bytes a root secret needs.
  init?(random: @escaping @Sendable (Int) -> [UInt8]) {
    guard let key = SealingKey(id: 1, root: random(32)) else { return nil }
    seal = SessionSeal(current: key)
    self.random = random
  }

  func newAccessKeyID(account: AccountID) -> String {
    AccessKeyID(.session, account: account, random: random).text
  }

  func issue(_ session: Session) throws(SessionSeal.Failure) -> Credentials {
    let (token, secret) = try seal.seal(session, random: random)
    return Credentials(
      accessKeyID: session.accessKeyID,
      secretAccessKey: secret,
      sessionToken: token,
      expiration: session.expiresAt
    )
  }

  func open(_ token: SessionToken, for accessKeyID: String) throws(SessionSeal.Refusal) -> SessionSeal.Opened {
    try seal.open(token, for: accessKeyID)
  }
}
