package import KeylessCalls

/// The actions of IAM, one line each.
package enum IAMActions {
  package static let all: [any QueryAction.Type] = [providers, roles, policies, users, reports].flatMap(\.self)

  private static let providers: [any QueryAction.Type] = [
    AddClientIDToOpenIDConnectProviderAction.self,
    CreateOpenIDConnectProviderAction.self,
    DeleteOpenIDConnectProviderAction.self,
    GetOpenIDConnectProviderAction.self,
    ListOpenIDConnectProviderTagsAction.self,
    ListOpenIDConnectProvidersAction.self,
    RemoveClientIDFromOpenIDConnectProviderAction.self,
    TagOpenIDConnectProviderAction.self,
    UntagOpenIDConnectProviderAction.self,
    UpdateOpenIDConnectProviderThumbprintAction.self,
  ]

  private static let roles: [any QueryAction.Type] = [
    CreateRoleAction.self,
    DeleteRoleAction.self,
    DeleteRolePermissionsBoundaryAction.self,
    DeleteRolePolicyAction.self,
    GetRoleAction.self,
    GetRolePolicyAction.self,
    ListInstanceProfilesForRoleAction.self,
    ListRolePoliciesAction.self,
    ListRoleTagsAction.self,
    ListRolesAction.self,
    PutRolePermissionsBoundaryAction.self,
    PutRolePolicyAction.self,
    TagRoleAction.self,
    UntagRoleAction.self,
    UpdateAssumeRolePolicyAction.self,
    UpdateRoleAction.self,
    UpdateRoleDescriptionAction.self,
  ]

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
