import KeylessCalls
import KeylessIssuers
import KeylessOIDC

/// Where one call finds the keys of its token's issuer: with the server that plays it, or with what was fetched.
///
/// A reference, because it remembers which keys would have to be fetched before the call can be answered.
final class KeySource {
  private let issuers: [PlayedIssuer]
  private let remote: RemoteIssuers?
  private let now: Int
  private(set) var wanted: (issuer: String, keyID: String?)?

  init(issuers: [PlayedIssuer], remote: RemoteIssuers?, now: Int) {
    self.issuers = issuers
    self.remote = remote
    self.now = now
  }

  func keys(of issuer: String, _ keyID: String?) throws(Refusal) -> JSONWebKeySet {
    for played in issuers where played.issuer.utf8.elementsEqual(issuer.utf8) { return played.keys }
    guard let remote else {
      throw Refusal(
        TokenRefusal.keysUnavailable("this server does not play \(issuer), and was not told to fetch its keys")
      )
    }
    switch remote.lookup(issuer, keyID: keyID, now: now) {
    case .ready(let keys): return keys
    case .wantsFetch:
      wanted = (issuer, keyID)
      throw Refusal(TokenRefusal.keysUnavailable("the keys of \(issuer) were not fetched"))
    case .refused(let refusal): throw Refusal(refusal)
    }
  }
}
