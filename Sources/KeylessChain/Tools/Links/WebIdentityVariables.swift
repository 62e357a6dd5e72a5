/// `AWS_WEB_IDENTITY_TOKEN_FILE` and `AWS_ROLE_ARN` in the environment.
package struct WebIdentityVariables: Sendable {
  package var needsSessionName = false
  package var blankIsUnset = false
  package var needsAbsolutePath = false
  /// What the tool says of a token file without a role; nil where it asks the next link.
  package var withoutRole: String?
  package var missingToken: MissingFile

  package init(
    needsSessionName: Bool = false,
    blankIsUnset: Bool = false,
    needsAbsolutePath: Bool = false,
    withoutRole: String? = nil,
    missingToken: MissingFile
  ) {
    self.needsSessionName = needsSessionName
    self.blankIsUnset = blankIsUnset
    self.needsAbsolutePath = needsAbsolutePath
    self.withoutRole = withoutRole
    self.missingToken = missingToken
  }

  private static let tokenName = "AWS_WEB_IDENTITY_TOKEN_FILE"
  private static let roleName = "AWS_ROLE_ARN"
  private static let sessionName = "AWS_ROLE_SESSION_NAME"

  package func find(_ situation: Situation) throws(UnknownInput) -> LinkFinding {
    guard let token = try situation.variable([Self.tokenName], blankIsUnset: blankIsUnset)?.text else {
      return .passes("`\(Self.tokenName)` is not set")
    }
    let origin = LinkOrigin.variables(Self.tokenName, Self.roleName, at: token.place)
    guard let role = try situation.variable([Self.roleName], blankIsUnset: blankIsUnset)?.text else {
      guard let withoutRole else {
        return .passes("`\(Self.tokenName)` is set without `\(Self.roleName)`", token.place)
      }
      return .fails(ChainFailure(withoutRole, in: .webIdentity, from: .variables(Self.tokenName, at: token.place)))
    }
    let session = try situation.variable(Self.sessionName)
    if needsSessionName, session == nil {
      return .passes("`\(Self.sessionName)` is not set, and this tool makes none up", token.place)
    }
    // A path that nobody knows is shown by its variable.
    var path = "$\(Self.tokenName)"
    if let value = token.value {
      if needsAbsolutePath, value.utf8.first != UInt8(ascii: "/") {
        return .passes("the path in `\(Self.tokenName)` is not absolute", token.place)
      }
      path = situation.absolute(value)
      if let missing = try missingToken.finding(path, "token file", .webIdentity, origin, situation) { return missing }
    } else if case .nextLink = missingToken {
      // Whether the file is there decides.
      path = situation.absolute(try token.known())
    }
    let plan = WebIdentityPlan(roleARN: role.value, token: .file(path), sessionName: session?.value)
    return .fires(Link(.webIdentity, from: origin, .webIdentity(plan)))
  }
}
