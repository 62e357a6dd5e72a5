/// A near miss as data: which facts change, and how.
struct NearMissRule: Sendable {
  let name: String
  /// The first one decides whether there is such a near miss; others are left out where they do not apply.
  let changes: [(fact: String, change: Change)]
  /// Facts that follow anew.
  let follows: [String]
  let condition: FactCondition
  let note: String?

  init(
    _ name: String,
    _ changes: [(fact: String, change: Change)],
    follows: [String] = [],
    when condition: FactCondition = .always,
    note: String? = nil
  ) {
    self.name = name
    self.changes = changes
    self.follows = follows
    self.condition = condition
    self.note = note
  }

  enum Change: Sendable {
    /// The wanted name, or a second one where it is in use.
    case other(String)
    /// The old value and `-evil`.
    case twin
    case otherCase
    /// Another UUID, in braces if the old one is.
    case otherUUID
    /// The space of the old ref with another short name.
    case otherRef
    /// The old ref behind other text of the same space: a branch named like the end of a subject.
    case behind(String)
    /// A tag of the branch's name, or a branch of the tag's.
    case otherSpace
    /// The second segment of a path replaced by a stranger's.
    case strangersPath
    case set(FactValue)
    case drop
  }

  func nearMiss(of sheet: FactSheet) -> NearMiss? {
    guard condition.holds(in: sheet) else { return nil }
    var set: [(fact: String, value: FactValue?)] = []
    for (index, (fact, change)) in changes.enumerated() {
      guard let new = change.applied(to: sheet.text(fact)) else {
        if index == 0 { return nil }
        continue
      }
      set.append((fact, new.value))
    }
    return NearMiss(name: name, set: set, follows: follows, note: note)
  }
}

extension NearMissRule.Change {
  /// What a fact becomes; no value means that it is dropped.
  struct New {
    let value: FactValue?

    init(_ value: FactValue?) { self.value = value }
  }

  /// Nil where there is nothing to change.
  func applied(to old: String?) -> New? {
    switch self {
    case .set(let value): return New(value)
    case .drop: return New(nil)
    default: return old.flatMap(changed).map { New(.text($0)) }
    }
  }

  private func changed(_ old: String) -> String? {
    switch self {
    case .set, .drop: return nil
    case .other(let wanted): return NearName.other(than: old, wanted)
    case .twin: return old + "-evil"
    case .otherCase: return NearName.otherCase(old)
    case .otherUUID:
      let uuid = StableNumber.uuid("near miss", old)
      return old.utf8.first == UInt8(ascii: "{") ? "{\(uuid)}" : uuid
    case .otherRef:
      return GitRef.split(old).map { $0.space.prefix + NearName.other(than: $0.name, "keyless-other") }
    case .behind(let text):
      return GitRef.split(old).map { $0.space.prefix + text + old }
    case .otherSpace:
      return GitRef.split(old).map { ($0.space == .tags ? RefSpace.heads : .tags).prefix + $0.name }
    case .strangersPath:
      var parts = old.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
      guard parts.count >= 2 else { return nil }
      parts[1] = NearName.other(than: parts[1], "keyless-stranger")
      return parts.joined(separator: "/")
    }
  }
}
