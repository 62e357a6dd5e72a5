package import KeylessCalls

/// The actions of IAM, one line each.
package enum IAMActions {
  package static let all: [any QueryAction.Type] = [policies, users, reports].flatMap(\.self)

  private static let policies: [any QueryAction.Type] = [
    AttachRolePolicyAction.self,
    CreatePolicyAction.self,
    CreatePolicyVersionAction.self,
    DeletePolicyAction.self,
    DeletePolicyVersionAction.self,
    DetachRolePolicyAction.self,
    GetPolicyAction.self,
    GetPolicyVersionAction.self,
    ListAttachedRolePoliciesAction.self,
    ListEntitiesForPolicyAction.self,
    ListPoliciesAction.self,
    ListPolicyTagsAction.self,
    ListPolicyVersionsAction.self,
    SetDefaultPolicyVersionAction.self,
    TagPolicyAction.self,
    UntagPolicyAction.self,
  ]
}
