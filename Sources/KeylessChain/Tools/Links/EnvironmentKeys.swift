/// Keys in the environment: an access key with its secret, and a session token where there is one.
package struct EnvironmentKeys: Sendable {
  /// The names are tried in order.
  package var ids = ["AWS_ACCESS_KEY_ID"]
  package var secrets = ["AWS_SECRET_ACCESS_KEY"]
  package var sessionTokens = ["AWS_SESSION_TOKEN"]
  package var blankIsUnset = false
  /// What the tool says of half a pair, by the name that is missing; nil where it asks the next link.
  package var half: (@Sendable (_ missing: String) -> String)?

  package init(
    ids: [String] = ["AWS_ACCESS_KEY_ID"],
    secrets: [String] = ["AWS_SECRET_ACCESS_KEY"],
    blankIsUnset: Bool = false,
    half: (@Sendable (_ missing: String) -> String)? = nil
  ) {
    self.ids = ids
    self.secrets = secrets
    self.blankIsUnset = blankIsUnset
    self.half = half
  }

  package func find(_ situation: Situation) throws(UnknownInput) -> LinkFinding {
    let id = try situation.variable(ids, blankIsUnset: blankIsUnset)
    let secret = try situation.variable(secrets, blankIsUnset: blankIsUnset)
    switch (id, secret) {
    case (let id?, let secret?):
      let sessionToken = try situation.variable(sessionTokens, blankIsUnset: blankIsUnset)
      let plan = CredentialPlan.keys(
        accessKeyID: id.text.value,
        id: .variable(id.name),
        secret: .variable(secret.name),
        sessionToken: sessionToken.map { .variable($0.name) }
      )
      return .fires(Link(.environment, from: .variables(id.name, secret.name, at: id.text.place), plan))
    case (let id?, nil): return incomplete(id, missing: secrets[0])
    case (nil, let secret?): return incomplete(secret, missing: ids[0])
    case (nil, nil): return .passes("`\(ids[0])` is not set")
    }
  }

  private func incomplete(_ found: (name: String, text: Text), missing: String) -> LinkFinding {
    guard let half else { return .passes("`\(found.name)` is set without `\(missing)`", found.text.place) }
    let origin = LinkOrigin.variables(found.name, at: found.text.place)
    return .fails(ChainFailure(half(missing), in: .environment, from: origin))
  }
}
