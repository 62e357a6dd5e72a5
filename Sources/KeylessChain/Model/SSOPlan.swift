/// IAM Identity Center with a cached token.
package struct SSOPlan: Hashable, Sendable {
  package var accountID: String
  package var roleName: String
  package var region: String
  package var startURL: String
  /// The `sso-session` by name; nil for the older form, whose cache is named after the start URL.
  package var session: String?

  package init(accountID: String, roleName: String, region: String, startURL: String, session: String?) {
    self.accountID = accountID
    self.roleName = roleName
    self.region = region
    self.startURL = startURL
    self.session = session
  }
}
