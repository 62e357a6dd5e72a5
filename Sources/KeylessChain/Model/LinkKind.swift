/// The links of a credential chain, by the names that `keyless chain --format json` and `--expect` use.
package enum LinkKind: String, CaseIterable, Sendable, Hashable {
  /// Keys that stand in the tool's own configuration.
  case arguments
  /// Terraform's `assume_role_with_web_identity`.
  case webIdentityBlock = "web-identity-block"
  /// Keys in the environment.
  case environment
  /// `AWS_WEB_IDENTITY_TOKEN_FILE` and `AWS_ROLE_ARN` in the environment.
  case webIdentity = "web-identity"
  case profileStatic = "profile-static"
  case profileWebIdentity = "profile-web-identity"
  case assumeRole = "assume-role"
  case sso
  /// `login_session` of a profile, written by `aws login`.
  case login
  case process
  case container
  case instanceMetadata = "instance-metadata"
}
