/// Members in the order they were written; Terraform itself goes through them in the order of their names' bytes.
package struct TerraformObject: Sendable {
  package private(set) var members: [TerraformMember] = []
  /// Whether its members are entries of one type, as a map's.
  package var isMap = false
  /// Why a member that is not here may exist all the same, as in what a provider adds to a resource.
  package var rest: TerraformUnknown?
  private var positions: [String: Int] = [:]

  package init() {}

  package init(_ members: [TerraformMember], isMap: Bool = false, rest: TerraformUnknown? = nil) {
    for member in members { set(member) }
    self.isMap = isMap
    self.rest = rest
  }

  package subscript(name: String) -> TerraformMember? { positions[name].map { members[$0] } }

  /// Adds a member or puts it in the place of the one with its name.
  package mutating func set(_ member: TerraformMember) {
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
