import KeylessPolicy
import KeylessSource

/// Callers of other accounts before a trust policy, by `sts:AssumeRole`.
struct Strangers {
  enum Entry {
    /// Something keeps them out, or the statement is not about them.
    case none
    /// Nothing is seen to keep them out, and nobody is seen to get in either.
    case notKnown
    case admitted
  }

  private static let (assume, tag, nameSource) = ("sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity")
  private let document: PolicyDocument
  private let allowing: [Statement]
  private let denying: [Statement]
  /// Whether a statement takes all of them in that denies.
  private let areDenied: Bool
  private let denials: CompiledPolicy
  /// How many may be tried for a statement, so that a long policy takes no longer for each of its lines.
  private let room: Int

  init(_ document: PolicyDocument) {
    self.document = document
    allowing = document.statements.filter { $0.effect.value == .allow }
    let denying = document.statements.filter { $0.effect.value == .deny }
    self.denying = denying
    areDenied = denying.contains { statement in
      var allowed = statement
      allowed.effect.value = .allow
      return statement.conditions.allSatisfy(Fence.takesIn) && Self.takes(Self.assume, [allowed], of: document)
    }
    denials = Self.compiled(denying, of: document)
    let values = denying.flatMap(\.conditions).reduce(0) { $0 + $1.values.count }
    room = 1 << 14 / (1 + values) / max(allowing.count, 1)
  }

  /// Whether they get in by the statement, which allows.
  func entry(by statement: Statement) -> Entry {
    guard Self.takes(Self.assume, [statement], of: document), !areDenied else { return .none }
    let caller = AnyCaller(meeting: statement, past: denying)
    let fence = Fence(
      mayTag: !caller.passesTags || Self.takes(Self.tag, allowing, of: document),
      mayNameSource: !caller.namesSource || Self.takes(Self.nameSource, allowing, of: document)
    )
    if statement.conditions.contains(where: fence.keepsOut) { return .none }
    let own = Self.compiled([statement], of: document)
    let needed = (caller.passesTags ? [Self.tag] : []) + (caller.namesSource ? [Self.nameSource] : [])
    let others = needed.isEmpty ? own : Self.compiled(allowing, of: document)
    let isIn = caller.requests(Self.assume).prefix(room).contains { request in
      guard own.decide(request) == .allow, denials.decide(request) != .deny else { return false }
      return needed.allSatisfy { action in
        var further = request
        further.action = action
        return others.decide(further) == .allow && denials.decide(further) != .deny
      }
    }
    return isIn ? .admitted : .notKnown
  }

  /// Whether statements are about them, whatever their conditions say.
  private static func takes(_ action: String, _ statements: [Statement], of document: PolicyDocument) -> Bool {
    let bare = statements.map { statement in
      var bare = statement
      bare.conditions = []
      return bare
    }
    let policy = compiled(bare, of: document)
    return AnyCaller.anybody(action).contains { policy.decide($0) == .allow }
  }

  private static func compiled(_ statements: [Statement], of document: PolicyDocument) -> CompiledPolicy {
    var document = document
    document.statements = statements
    return CompiledPolicy(document)
  }
}
