import KeylessAWS

/// Issues sessions and recognises them again, without keeping any: a session's token carries it, sealed.
struct SessionAuthority: Sendable {
  private let seal: SessionSeal

  /// Nil when the source of randomness gives fewer than the 32 bytes a root secret needs.
  init?(random: (Int) -> [UInt8]) {
    guard let key = SealingKey(id: 1, root: random(32)) else { return nil }
    seal = SessionSeal(current: key)
  }

  /// `noise` is twenty-eight random bytes that are used for nothing else.
  func issue(_ session: Session, noise: ArraySlice<UInt8>) throws(SessionSeal.Failure) -> Credentials {
    let (token, secret) = try seal.seal(session, noise: noise)
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
