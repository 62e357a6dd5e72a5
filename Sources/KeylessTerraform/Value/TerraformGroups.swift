/// Values gathered under names, each group made a list once and not again with each of its elements.
struct TerraformGroups {
  private var members: [(first: TerraformMember, values: [TerraformValue])] = []
  private var positions: [String: Int] = [:]

  mutating func add(_ member: TerraformMember) {
    if let position = positions[member.name] {
      members[position].values.append(member.value)
    } else {
      positions[member.name] = members.count
      members.append((member, [member.value]))
    }
  }

  /// The groups in the order of their first members, each of them where its first one was written.
  func object(_ kind: TerraformListKind, isMap: Bool) -> TerraformObject {
    TerraformObject(
      members.map { first, values in
        TerraformMember(first.name, at: first.nameSpan, TerraformValue(.list(values, kind), at: first.value.span))
      },
      isMap: isMap
    )
  }
}
