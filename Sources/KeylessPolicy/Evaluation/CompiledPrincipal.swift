import KeylessSource

/// A `Principal` element made ready to be compared with a caller.
struct CompiledPrincipal: Sendable {
  let isNegated: Bool
  let entries: [Entry]

  enum Entry: Sendable {
    case everyone
    case account([UInt8], partition: [UInt8]?)
    case arn([UInt8])
    case uniqueID([UInt8])
    case federated([UInt8])
    case anyFederated
    case service([UInt8])
    case anyService
    case canonicalUser([UInt8])

    init(_ entry: PrincipalEntry) {
      switch entry {
      case .everyone: self = .everyone
      case .account(let id, let partition): self = .account(Array(id.utf8), partition: partition.map { Array($0.utf8) })
      case .arn(let arn): self = .arn(Array(arn.utf8))
      case .uniqueID(let id): self = .uniqueID(Array(id.utf8))
      case .federated(let provider): self = .federated(Array(provider.utf8))
      case .anyFederated: self = .anyFederated
      case .service(let name): self = .service(Array(name.utf8))
      case .anyService: self = .anyService
      case .canonicalUser(let id): self = .canonicalUser(Array(id.utf8))
      }
    }

    func grants(_ caller: Caller) -> Grants {
      switch self {
      case .everyone: return .everyone
      case .account(let id, let partition):
        guard caller.kind == .aws, caller.account == id, partition == nil || partition == caller.partition else {
          return []
        }
        return .account
      case .arn(let arn):
        guard caller.kind == .aws else { return [] }
        if caller.direct == arn { return .direct }
        return caller.role == arn ? .role : []
      case .uniqueID(let id):
        guard caller.kind == .aws, caller.uniqueID == id else { return [] }
        return caller.role == nil ? .direct : .role
      case .federated(let provider): return caller.kind == .federated && caller.direct == provider ? .direct : []
      case .anyFederated: return caller.kind == .federated ? .direct : []
      case .service(let name): return caller.kind == .service && caller.direct == name ? .direct : []
      case .anyService: return caller.kind == .service ? .direct : []
      case .canonicalUser(let id): return caller.kind == .canonicalUser && caller.direct == id ? .direct : []
      }
    }
  }

  init(_ element: PrincipalElement) {
    isNegated = element.isNegated
    entries = element.entries.map { Entry($0.value) }
  }

  /// The ways in which the element names this caller; empty when it does not.
  func grants(_ caller: Caller) -> Grants {
    var grants: Grants = []
    for entry in entries { grants.formUnion(entry.grants(caller)) }
    guard isNegated else { return grants }
    return grants.isEmpty ? .everyone : []
  }
}

/// How a resource policy names the caller it lets in, which decides what else the caller needs (see `Authorization`).
struct Grants: OptionSet, Sendable {
  let rawValue: UInt8

  /// By `*`, or by not being excluded.
  static let everyone = Grants(rawValue: 1)
  /// By its account.
  static let account = Grants(rawValue: 2)
  /// By the role behind the session.
  static let role = Grants(rawValue: 4)
  /// By its own name.
  static let direct = Grants(rawValue: 8)
}
