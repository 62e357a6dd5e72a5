package import KeylessSource
import KeylessTerraform

/// The plans and states of a tree, as `terraform show -json` prints them.
package enum PlanSources {
  package static func read(_ tree: SourceTree) -> AWSHalf {
    var half = AWSHalf()
    for path in tree.files.keys.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
      guard path.hasSuffix(".json"), let bytes = tree[path], ByteScan.contains(mark, in: bytes) else { continue }
      switch TerraformPlan.read(bytes, file: path) {
      case .success(let plan?): half.add(TerraformHalf.read(plan))
      case .success(nil): continue
      case .failure(let problem): half.diagnostics.append(problem.diagnostic)
      }
    }
    return half
  }

  /// What every one of them has.
  private static let mark = Array("\"terraform_version\"".utf8)
}

extension AWSHalf {
  /// Takes what a plan knows exactly in the place of what the same configuration says of itself; what is known only after
  /// apply stays as the configuration has it.
  package mutating func refine(by plan: AWSHalf) {
    for role in plan.roles {
      guard let place = place(of: role) else {
        roles.append(role)
        continue
      }
      if case .exact = role.trust { roles[place].trust = role.trust }
      if roles[place].name == nil { (roles[place].name, roles[place].path) = (role.name, role.path) }
      if role.permissionsAreComplete, !roles[place].permissionsAreComplete {
        roles[place].permissions = role.permissions
        roles[place].permissionsAreComplete = true
      }
    }
    for provider in plan.providers where !providers.contains(where: { $0.address == provider.address }) {
      providers.append(provider)
    }
    diagnostics += plan.diagnostics
  }

  /// The role of the configuration that a plan speaks of.
  ///
  /// Several roots may have a role of that address: then it is the one beside the plan, and where there is none no role is
  /// taken for another.
  private func place(of role: AWSRole) -> Int? {
    let places = roles.indices.filter { index in
      let other = roles[index]
      return other.address == role.address
        && (other.name == nil || role.name == nil || other.name?.value == role.name?.value)
    }
    if places.count < 2 { return places.first }
    let beside = places.filter { Self.folder(roles[$0].span.file) == Self.folder(role.span.file) }
    return beside.count == 1 ? beside[0] : nil
  }

  private static func folder(_ path: String) -> Substring { path[..<(path.lastIndex(of: "/") ?? path.startIndex)] }
}
