/// What a link does to get credentials: everything that the exchange needs, and no secret.
package indirect enum CredentialPlan: Hashable, Sendable {
  /// `accessKeyID` is no secret and is shown; nil where it stands in a place that cannot be read.
  case keys(accessKeyID: String?, id: TextOrigin, secret: TextOrigin?, sessionToken: TextOrigin?)
  case webIdentity(WebIdentityPlan)
  case assumeRole(AssumeRolePlan, base: Link)
  case sso(SSOPlan)
  /// `aws login`: the name of the session whose token is cached.
  case login(session: String)
  /// The command of `credential_process`, as it is written.
  case process(String)
  case container(ContainerPlan)
  case instanceMetadata
}
