import KeylessSource

/// Members in the order they were written; Terraform itself goes through them in the order of their names' bytes.
package struct TerraformObject: Sendable {
  package private(set) var members: [TerraformMember] = []
  /// Whether its members are entries of one type, as a map's.
  package var isMap = false
  /// Why a member that is not here may exist all the same, as in what a provider adds to a resource.
  package var rest: TerraformUnknown?
  private var positions: [String: Int] = [:]
  /// Whether a name may have a symbol in it, so that other bytes may be the same name.
  private(set) var hasSymbolicNames = false

  package init() {}

  package init(_ members: [TerraformMember], isMap: Bool = false, rest: TerraformUnknown? = nil) {
    for member in members { set(member) }
    self.isMap = isMap
    self.rest = rest
  }

  package subscript(name: String) -> TerraformMember? { positions[name].map { members[$0] } }

  /// Why another member than the one with the name's bytes may be the one that is meant; nil when none may.
  func doubt(about name: String, at span: SourceSpan) -> TerraformUnknown? {
    if self[name] == nil, let rest { return rest }
    guard hasSymbolicNames || Self.isSymbolic(name) else { return nil }
    let wanted = TerraformText(name, at: span)
    // Whoever asks is not charged for the search, so long ones are not made.
    let isOpen =
      members.count > 1000
      || members.contains { $0.name != name && TerraformText($0.name, at: span).equals(wanted) == nil }
    return isOpen ? TerraformUnknown("which member it is depends on what is not in the configuration", at: span) : nil
  }

  private static func isSymbolic(_ name: String) -> Bool {
    name.utf8.contains(0xF3) && TerraformText.hasMarks(Array(name.utf8))
  }

  /// Adds a member or puts it in the place of the one with its name.
  package mutating func set(_ member: TerraformMember) {
    if Self.isSymbolic(member.name) { hasSymbolicNames = true }
    if let position = positions[member.name] {
      members[position] = member
    } else {
      positions[member.name] = members.count
      members.append(member)
    }
  }

  /// In the order of the names' bytes.
  package var sorted: [TerraformMember] {
    members.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }
}
