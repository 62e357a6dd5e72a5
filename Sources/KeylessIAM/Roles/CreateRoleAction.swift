package import KeylessAWS
import KeylessAccounts
package import KeylessCalls

/// Makes a role that nobody has given permissions yet.
package struct CreateRoleAction: QueryAction {
  package static let name = "CreateRole"

  private let document: String
  private let description: String?
  private let duration: Int
  private let path: String
  private let boundary: String?
  private let roleName: String
  private let tags: [ResourceTag]

  package init(_ scope: QueryScope) throws(QueryError) {
    var parameters = IAMParameters(scope)
    document = parameters.document("AssumeRolePolicyDocument")
    description = parameters.roleDescription()
    duration = try parameters.sessionDuration() ?? 3600
    path = parameters.path() ?? "/"
    boundary = parameters.optionalARN("PermissionsBoundary")
    roleName = parameters.name("RoleName", most: 64)
    tags = try parameters.tags()
    try parameters.finish()
  }

  package func demands(_ call: CallScope) -> [Demand] {
    let arn = call.iamARN("role\(path)\(roleName)")
    var context = TagRules.context(tags)
    if let boundary { context.append(("iam:PermissionsBoundary", [boundary])) }
    let create = Demand("iam:CreateRole", on: arn, context: context)
    return tags.isEmpty ? [create] : [create, Demand("iam:TagRole", on: arn, context: context)]
  }

  package func perform(_ call: CallScope) throws(Refusal) -> WireValue? {
    try TagRules.refuseRepeated(tags)
    let trust = try call.trustPolicy(document, role: roleName)
    let arn: RoleARN
    do {
      arn = try RoleARN(parsing: call.iamARN("role\(path)\(roleName)"))
    } catch {
      throw Refusal(.invalidPath("Path"), because: error.description)
    }
    let role = try call.change { contents throws(Refusal) in
      guard contents[call.account].role(named: roleName) == nil else { throw Refusal(.roleExists(roleName)) }
      if let boundary { _ = try call.boundaryPolicy(boundary, in: contents) }
      let role = Role(
        arn: arn,
        uniqueID: UniqueID(.role, random: call.random).text,
        created: call.now,
        trust: try call.kept(trust, in: contents),
        description: description,
        maxSessionDuration: duration,
        permissions: Permissions(boundary: boundary),
        tags: tags
      )
      return (role, [.put(.role(role))])
    }
    return .structure([.init("Role", .role(role, .made, call))])
  }
}

extension IAMParameters {
  /// Nil when it is empty: a role whose description was taken away has none.
  mutating func roleDescription(required: Bool = false) -> String? {
    let limits: [ParameterConstraint] = [.maximumLength(1000), .pattern(.roleDescription)]
    let text = required ? self.required("Description", limits) : optional("Description", limits)
    return text.flatMap { $0.utf8.isEmpty ? nil : $0 }
  }

  mutating func sessionDuration() throws(QueryError) -> Int? { try integer("MaxSessionDuration", 3600...43_200) }
}

extension QueryError {
  static func roleExists(_ name: String) -> QueryError { .alreadyExists("Role with name \(name) already exists.") }
}
