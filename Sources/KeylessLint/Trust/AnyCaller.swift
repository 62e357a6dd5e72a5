import KeylessPolicy
import KeylessSource

/// Somebody in some other AWS account who calls `sts:AssumeRole`, as its owner would make them to meet a statement's conditions.
///
/// Its owner chooses whether a role or a user calls, the name and tags, the session's name, the region, what is passed on,
/// whether the account is in an organization, and whether to sign in with MFA; the account, the organization and the network
/// are theirs and nobody's that the statement names. An external id they know only where any will do.
///
/// A caller that gets in proves that the statement is open; that none of these does proves nothing.
struct AnyCaller {
  private var arns: [ForeignARN] = [.stranger]
  private var context: RequestContext = [:]

  /// What has to be allowed too then.
  private(set) var passesTags = false
  private(set) var namesSource = false

  /// Without anything that a statement asks for.
  static func anybody(_ action: String) -> [PolicyRequest] {
    [ForeignARN.stranger, .user].map { AnyCaller().request(action, $0, isInOrganization: true) }
  }

  private init() {}

  /// `statement` allows, and `denying` do not take in whoever has the values that they leave out.
  init(meeting statement: Statement, past denying: [Statement]) {
    for clause in statement.conditions where !clause.test.value.comparison.isNegated { meet(clause) }
    for clause in denying.lazy.flatMap(\.conditions).prefix(Self.most)
    where clause.test.value.comparison.isNegated && context[clause.key.value.name] == nil { meet(clause) }
    arns.append(.user)
  }

  private mutating func meet(_ clause: ConditionClause) {
    let name = String(decoding: clause.key.value.folded, as: UTF8.self)
    if name == "aws:principalarn" {
      let room = max(Self.most - arns.count, 0)
      arns += clause.values.prefix(room).flatMap { ForeignARN.all($0.value.text) }
    } else if Self.chosen.contains(name) || Self.tags.contains(where: name.hasPrefix) {
      set(clause, name)
    }
  }

  /// With an organization and without, one for each name that the statement may take.
  func requests(_ action: String) -> some Sequence<PolicyRequest> {
    Set(arns).lazy.flatMap { arn in [true, false].map { request(action, arn, isInOrganization: $0) } }
  }

  private static let most = 64
  private static let chosen: Set<String> = [
    "sts:rolesessionname", "sts:sourceidentity", "sts:transitivetagkeys", "aws:useragent", "aws:referer",
    "aws:requestedregion", "aws:tagkeys", "aws:multifactorauthpresent", "sts:externalid",
  ]
  private static let tags = ["aws:principaltag/", "aws:requesttag/"]
  private static let passed = ["aws:requesttag/", "aws:tagkeys", "sts:transitivetagkeys"]

  private func request(_ action: String, _ arn: ForeignARN, isInOrganization: Bool) -> PolicyRequest {
    var context = context
    var usual = [
      "aws:PrincipalArn": arn.text, "aws:PrincipalAccount": ForeignARN.account,
      "aws:PrincipalType": arn.isUser ? "User" : "AssumedRole", "aws:SecureTransport": "true",
      "aws:MultiFactorAuthPresent": "true",
      // RFC 1112's reserved block: an address of nobody's network.
      "aws:SourceIp": "240.0.0.1", "aws:PrincipalIsAWSService": "false",
      "aws:ViaAWSService": "false", "aws:RequestedRegion": "us-east-1", "sts:RoleSessionName": "stranger",
    ]
    if isInOrganization { usual["aws:PrincipalOrgID"] = "o-strangersorg" }
    if arn.isUser { usual["aws:username"] = arn.lastName }
    // Whoever signed in without MFA has no age of it.
    if context["aws:MultiFactorAuthPresent"] != ["false"] { usual["aws:MultiFactorAuthAge"] = "1" }
    for (key, value) in usual where context[key] == nil { context[key] = [value] }
    let session = "arn:aws:sts::\(ForeignARN.account):assumed-role/stranger/stranger"
    return PolicyRequest(
      principal: arn.isUser ? .user(arn: arn.text) : .roleSession(role: arn.text, session: session),
      action: action,
      context: context
    )
  }

  /// `Null` with `false` asks for any value; a policy variable is compared with what is set here.
  private mutating func set(_ clause: ConditionClause, _ name: String) {
    if Self.passed.contains(where: name.hasPrefix) { passesTags = true }
    if name == "sts:sourceidentity" { namesSource = true }
    let texts = clause.values.map(\.value.text)
    guard let text = texts.first(where: { !$0.contains("${") }) ?? texts.first else { return }
    let key = clause.key.value.name
    if clause.test.value.comparison == .null {
      if text == "false", context[key] == nil, name != "aws:multifactorauthpresent" { context[key] = ["xx"] }
      return
    }
    // Two letters are a session's name too.
    let value = text.contains("${") ? "xx" : ForeignARN.filled(text)
    if Self.names.contains(name), !ForeignARN.isSessionName(value) { return }
    // They know none that is one value, and of a pattern any will do.
    if name == "sts:externalid", !ForeignARN.hasWildcard(text) || text.contains("${") { return }
    context[key] = [value]
  }

  private static let names: Set<String> = ["sts:rolesessionname", "sts:sourceidentity"]
}
