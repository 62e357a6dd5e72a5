import KeylessCalls

extension IAMActions {
  /// Users, their keys and policies, and what users here never have.
  static let users: [any QueryAction.Type] = [
    AttachUserPolicyAction.self,
    CreateAccessKeyAction.self,
    CreateUserAction.self,
    DeleteAccessKeyAction.self,
    DeleteLoginProfileAction.self,
    DeleteUserAction.self,
    DeleteUserPermissionsBoundaryAction.self,
    DeleteUserPolicyAction.self,
    DetachUserPolicyAction.self,
    GetAccessKeyLastUsedAction.self,
    GetLoginProfileAction.self,
    GetUserAction.self,
    GetUserPolicyAction.self,
    ListAccessKeysAction.self,
    ListAttachedUserPoliciesAction.self,
    ListGroupsAction.self,
    ListGroupsForUserAction.self,
    ListMFADevicesAction.self,
    ListSSHPublicKeysAction.self,
    ListServiceSpecificCredentialsAction.self,
    ListSigningCertificatesAction.self,
    ListUserPoliciesAction.self,
    ListUserTagsAction.self,
    ListUsersAction.self,
    ListVirtualMFADevicesAction.self,
    PutUserPermissionsBoundaryAction.self,
    PutUserPolicyAction.self,
    TagUserAction.self,
    UntagUserAction.self,
    UpdateAccessKeyAction.self,
    UpdateUserAction.self,
  ]
}
