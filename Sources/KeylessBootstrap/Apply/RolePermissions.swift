import KeylessSource
import KeylessClient
import KeylessGenerate

/// What has to change in what a role may do: first what narrows, then what replaces, then what widens.
struct RolePermissions {
  private(set) var documents: [RolePlan.DocumentChange] = []
  private var narrowing: [Change] = []
  private var replacing: [Change] = []
  private var widening: [Change] = []

  var changes: [Change] { narrowing + replacing + widening }

  init(_ role: AWSHalf.Role, _ found: IAMRoleDetail, isCreation: Bool) {
    let name = role.name
    for policy in found.attachedPolicies where !Self.has(role.managedPolicies, policy) {
      narrowing.append(Change(.detach(role: name, policy: policy), "role \(name): detach \(policy)"))
    }
    for policy in role.managedPolicies where !Self.has(found.attachedPolicies, policy) {
      widening.append(Self.attach(policy, to: name, isCreation: isCreation))
    }
    let (old, new) = (found.role.boundary, role.boundary)
    let replacesBoundary = old != nil && new != nil && old?.utf8.elementsEqual((new ?? "").utf8) == false
    for policy in found.inlinePolicies where !role.inlinePolicies.contains(where: { Self.same($0.name, policy.name) }) {
      narrowing.append(
        Change(.deleteInline(role: name, name: policy.name), "role \(name): delete policy \(policy.name)")
      )
      documents.append(
        RolePlan.DocumentChange(title: "policy \(policy.name)", old: Self.pretty(policy.document), new: nil)
      )
    }
    for policy in role.inlinePolicies {
      let before = found.inlinePolicies.first { Self.same($0.name, policy.name) }?.document
      if let before, JSONMeaning.isSame(before, policy.document.compact) { continue }
      documents.append(Self.document(policy, before))
      guard let before else {
        widening.append(Self.put(policy, nil, in: name, isCreation: isCreation))
        continue
      }
      let comparison = PermissionChange.between(before, policy.document.compact)
      let put = Self.put(policy, comparison, in: name, isCreation: isCreation)
      switch comparison {
      case .same, .narrower: narrowing.append(put)
      case .wider: widening.append(put)
      case .unrelated where replacesBoundary:
        narrowing.append(
          Change(
            .deleteInline(role: name, name: policy.name),
            "role \(name): take policy \(policy.name) away meanwhile"
          )
        )
        widening.append(put)
      case .unrelated: replacing.append(put)
      }
    }
    boundary(name, old, new, isCreation: isCreation)
  }

  private mutating func boundary(_ name: String, _ old: String?, _ new: String?, isCreation: Bool) {
    switch (old, new) {
    case (nil, let new?):
      narrowing.append(Change(.putBoundary(role: name, arn: new), "role \(name): bound it by \(new)"))
    case (let old?, nil):
      widening.append(
        Change(
          .deleteBoundary(role: name),
          "role \(name): remove its boundary \(old)",
          widening: "the role loses its boundary",
          isCreation: isCreation
        )
      )
    case (let old?, let new?) where !old.utf8.elementsEqual(new.utf8):
      // Between what narrows and what widens: neither the old policies under the new boundary nor the new ones under the old
      // one may allow what nobody wanted.
      replacing.append(
        Change(
          .putBoundary(role: name, arn: new),
          "role \(name): bound it by \(new) instead of \(old)",
          widening: "the role's boundary is another policy, which may allow more",
          isCreation: isCreation
        )
      )
    default: break
    }
  }

  static func attach(_ policy: String, to role: String, isCreation: Bool) -> Change {
    Change(
      .attach(role: role, policy: policy),
      "role \(role): attach \(policy)",
      widening: "the role may do what \(policy) allows",
      isCreation: isCreation
    )
  }

  /// A comparison of nil: there was no such policy.
  static func put(
    _ policy: AWSHalf.InlinePolicy,
    _ comparison: Comparison?,
    in role: String,
    isCreation: Bool
  ) -> Change {
    let widens = comparison?.widens ?? true
    let why = comparison == .unrelated ? "is not included in what it was" : "allows more than before"
    return Change(
      .putInline(role: role, policy: IAMInlinePolicy(name: policy.name, document: policy.document.compact)),
      "role \(role): write policy \(policy.name)",
      widening: widens ? "the policy \(policy.name) \(comparison == nil ? "is new" : why)" : nil,
      isCreation: isCreation
    )
  }

  static func document(_ policy: AWSHalf.InlinePolicy, _ old: String?) -> RolePlan.DocumentChange {
    RolePlan.DocumentChange(title: "policy \(policy.name)", old: old.map(pretty), new: policy.document.pretty)
  }

  private static func pretty(_ text: String) -> String { JSONMeaning.json(text)?.pretty ?? text }

  private static func same(_ left: String, _ right: String) -> Bool { left.utf8.elementsEqual(right.utf8) }

  private static func has(_ list: [String], _ arn: String) -> Bool { list.contains { same($0, arn) } }
}
