package import KeylessOIDC
import Synchronization

/// The bearer tokens with which jobs ask for their identity tokens, as GitHub hands a job `ACTIONS_ID_TOKEN_REQUEST_TOKEN`.
///
/// Each stands for one job, and what that job gets is decided when it is issued: whoever holds it chooses the audience and
/// nothing else. They live in memory and end with the server.
package final class RequestTokens: Sendable {
  /// Mints the job's token; nil means the platform's default audience.
  package typealias Minting = @Sendable (_ audience: String?) throws -> SignedToken

  /// Tokens that are alive at one time.
  package static let most = 1000

  private let random: @Sendable (Int) -> [UInt8]
  private let grants = Mutex<[Grant]>([])

  private struct Grant: Sendable {
    let token: BearerToken
    /// Unix seconds.
    let expires: Int
    let mint: Minting
  }

  package enum Failure: Error, Hashable, Sendable {
    case noRandomness, tooMany
  }

  package init(random: @escaping @Sendable (Int) -> [UInt8]) { self.random = random }

  /// Six hours is the longest that a job on GitHub runs.
  package func issue(
    now: Int,
    lifetime: Int = 21_600,
    mint: @escaping Minting
  ) throws(Failure) -> BearerToken {
    guard let token = BearerToken.random(random) else { throw .noRandomness }
    let isRoom = grants.withLock { grants in
      grants.removeAll { $0.expires <= now }
      guard grants.count < Self.most else { return false }
      grants.append(Grant(token: token, expires: now + lifetime, mint: mint))
      return true
    }
    guard isRoom else { throw .tooMany }
    return token
  }

  /// What the bearer may have minted; nil for a token that was not issued here, or that has expired.
  package func minting(for token: BearerToken, now: Int) -> Minting? {
    grants.withLock { $0.first { $0.token == token && now < $0.expires }?.mint }
  }

  /// Ends a job's token before its time.
  package func revoke(_ token: BearerToken) {
    grants.withLock { $0.removeAll { $0.token == token } }
  }
}
