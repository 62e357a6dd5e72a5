import KeylessAWS
import KeylessCalls

extension CallScope {
  /// Seals a session of this call.
  func issue(_ session: Session) throws(Refusal) -> Credentials {
    do {
      return try sessions.issue(session, noise: random(28)[...])
    } catch {
      throw Refusal(sealing: error)
    }
  }
}

extension Refusal {
  /// Why a session could not be sealed.
  init(sealing failure: SessionSeal.Failure) {
    switch failure {
    case .tooLarge: self.init(.sessionTokenTooLarge, because: "\(failure)")
    case .randomness: self.init(.internalFailure, because: "\(failure)")
    }
  }
}
