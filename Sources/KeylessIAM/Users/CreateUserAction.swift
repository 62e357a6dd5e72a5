package import KeylessAWS
import KeylessAccounts
package import KeylessCalls

/// Makes a user without keys and policies.
package struct CreateUserAction: QueryAction {
  package static let name = "CreateUser"

  private let userName: String
  private let path: String
  private let boundary: String?
  private let tags: [ResourceTag]

  package init(_ scope: QueryScope) throws(QueryError) {
    var parameters = IAMParameters(scope)
    path = parameters.path() ?? "/"
    userName = parameters.name("UserName", most: 64)
    boundary = parameters.optionalARN("PermissionsBoundary")
    tags = try parameters.tags()
    try parameters.finish()
  }

  package func demands(_ call: CallScope) -> [Demand] {
    var context = TagRules.context(tags)
    if let boundary { context.append(("iam:PermissionsBoundary", [boundary])) }
    let arn = call.iamARN("user\(path)\(userName)")
    let create = Demand("iam:CreateUser", on: arn, context: context)
    return tags.isEmpty ? [create] : [create, Demand("iam:TagUser", on: arn, context: context)]
  }

  package func perform(_ call: CallScope) throws(Refusal) -> WireValue? {
    try TagRules.refuseRepeated(tags)
    let user = try call.change { contents throws(Refusal) in
      guard contents[call.account].user(named: userName) == nil else { throw Refusal(.userExists(userName)) }
      if let boundary { _ = try call.boundaryPolicy(boundary, in: contents) }
      let user = User(
        arn: call.iamARN("user\(path)\(userName)"),
        account: call.account,
        path: path,
        name: userName,
        uniqueID: UniqueID(.user, random: call.random).text,
        created: call.now,
        permissions: Permissions(boundary: boundary),
        tags: tags
      )
      return (user, [.put(.user(user))])
    }
    return .structure([.init("User", .user(user, .whole))])
  }
}

extension QueryError {
  static func userExists(_ name: String) -> QueryError { .alreadyExists("User with name \(name) already exists.") }
}
