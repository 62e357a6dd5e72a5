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
    var places = RolePlaces(roles)
    for role in plan.roles {
      guard let place = places.place(of: role) else {
        places.add(role, at: roles.count)
        roles.append(role)
        continue
      }
      if case .exact = role.trust { roles[place].trust = role.trust }
      if roles[place].name == nil {
        places.remove(roles[place], at: place)
        (roles[place].name, roles[place].path) = (role.name, role.path)
        places.add(roles[place], at: place)
      }
      if role.permissionsAreComplete, !roles[place].permissionsAreComplete {
        roles[place].permissions = role.permissions
        roles[place].permissionsAreComplete = true
      }
    }
    var known = Set(providers.map(\.address))
    for provider in plan.providers where known.insert(provider.address).inserted { providers.append(provider) }
    diagnostics += plan.diagnostics
  }
}
