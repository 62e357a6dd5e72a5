import Synchronization

/// What the accounts of the local AWS hold, in memory: gone when the server stops.
package final class MemoryStore: Sendable {
  private let state = Mutex(State())

  private struct State {
    var providers: [Key: IdentityProvider] = [:]
    var roles: [Key: Role] = [:]
  }

  /// Bytes, not strings: to Swift two spellings of one character are the same key, to AWS they are not.
  private struct Key: Hashable {
    var account: [UInt8]
    var name: [UInt8]

    init(_ account: String, _ name: String) {
      self.account = Array(account.utf8)
      self.name = Array(name.utf8)
    }
  }

  package init() {}

  package func add(_ provider: IdentityProvider, account: String) {
    state.withLock { $0.providers[Key(account, provider.issuer)] = provider }
  }

  /// The provider whose URL is exactly the issuer.
  package func provider(issuer: String, account: String) -> IdentityProvider? {
    let key = Key(account, issuer)
    return state.withLock { $0.providers[key] }
  }

  package func add(_ role: Role, account: String) {
    state.withLock { $0.roles[Key(account, role.arn)] = role }
  }

  /// The role with exactly this ARN, path included.
  package func role(arn: String, account: String) -> Role? {
    let key = Key(account, arn)
    return state.withLock { $0.roles[key] }
  }

  package func removeRole(arn: String, account: String) {
    let key = Key(account, arn)
    state.withLock { $0.roles[key] = nil }
  }
}
