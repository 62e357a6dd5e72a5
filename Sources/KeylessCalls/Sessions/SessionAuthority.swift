package import KeylessAWS
package import KeylessAccounts

/// Issues sessions and recognises them again, without keeping any: a session's token carries it, sealed.
///
/// It also knows the secrets of long-term keys, which are derived and stored nowhere.
package struct SessionAuthority: Sendable {
  private let seal: SessionSeal
  private let key: SealingKey

  /// Nil when the root has fewer than the 32 bytes it needs.
  ///
  /// A server that is to know its sessions after a restart gives the same root again.
  package init?(root: [UInt8]) {
    guard let key = SealingKey(id: 1, root: root) else { return nil }
    self.key = key
    seal = SessionSeal(current: key)
  }

  /// `noise` is twenty-eight random bytes that are used for nothing else.
  package func issue(_ session: Session, noise: ArraySlice<UInt8>) throws(SessionSeal.Failure) -> Credentials {
    let (token, secret) = try seal.seal(session, noise: noise)
    return Credentials(
      accessKeyID: session.accessKeyID,
      secretAccessKey: secret,
      sessionToken: token,
      expiration: session.expiresAt
    )
  }

  package func open(_ token: SessionToken, for accessKeyID: String) throws(SessionSeal.Refusal) -> SessionSeal.Opened {
    try seal.open(token, for: accessKeyID)
  }

  /// The secret of a user's key.
  package func secret(of key: AccessKey) -> SecretAccessKey { self.key.secret(for: key.id, salt: key.salt) }
}
