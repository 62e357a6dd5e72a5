import KeylessPolicy
import KeylessSource

/// Somebody in some other AWS account who calls `sts:AssumeRole`, as its owner would make them to meet a statement's conditions.
///
/// Its owner chooses whether a role or a user calls, the name and tags, the session's name, the region, what is passed on,
/// and whether to sign in with MFA; the account, its organization and the network are theirs and nobody's that the statement
/// names. They know no external id.
struct AnyCaller {
  private var arns: [ForeignARN] = [.stranger]
  private var context: RequestContext = [:]

  /// More than a policy of IAM's quota can name.
  private static let most = 512

  init(meeting statement: Statement) {
    for clause in statement.conditions where !clause.test.value.comparison.isNegated {
      let name = String(decoding: clause.key.value.folded, as: UTF8.self)
      if name == "aws:principalarn" {
        arns += clause.values.prefix(Self.most).flatMap { ForeignARN.all($0.value.text) }
      } else if Self.chosen.contains(name) || Self.tags.contains(where: name.hasPrefix) {
        set(clause)
      }
    }
  }

  /// One for each name that the statement may take.
  var requests: some Sequence<PolicyRequest> { Set(arns.prefix(Self.most)).lazy.map(request) }

  private static let chosen: Set<String> = [
    "sts:rolesessionname", "sts:sourceidentity", "sts:transitivetagkeys", "aws:useragent", "aws:referer",
    "aws:requestedregion", "aws:tagkeys", "aws:multifactorauthpresent",
  ]
  private static let tags = ["aws:principaltag/", "aws:requesttag/"]

  private func request(_ arn: ForeignARN) -> PolicyRequest {
    var context = context
    var usual = [
      "aws:PrincipalArn": arn.text, "aws:PrincipalAccount": ForeignARN.account,
      "aws:PrincipalType": arn.isUser ? "User" : "AssumedRole", "aws:SecureTransport": "true",
      "aws:MultiFactorAuthPresent": "true",
      // RFC 1112's reserved block: an address of nobody's network.
      "aws:SourceIp": "240.0.0.1", "aws:PrincipalOrgID": "o-strangersorg", "aws:PrincipalIsAWSService": "false",
      "aws:ViaAWSService": "false", "aws:RequestedRegion": "us-east-1", "sts:RoleSessionName": "stranger",
    ]
    // Whoever signed in without MFA has no age of it.
    if context["aws:MultiFactorAuthPresent"] != ["false"] { usual["aws:MultiFactorAuthAge"] = "1" }
    for (key, value) in usual where context[key] == nil { context[key] = [value] }
    let session = "arn:aws:sts::\(ForeignARN.account):assumed-role/stranger/stranger"
    return PolicyRequest(
      principal: arn.isUser ? .user(arn: arn.text) : .roleSession(role: arn.text, session: session),
      action: "sts:AssumeRole",
      context: context
    )
  }

  /// `Null` with `false` asks for any value; a policy variable is compared with what is set here.
  private mutating func set(_ clause: ConditionClause) {
    let texts = clause.values.map(\.value.text)
    guard let text = texts.first(where: { !$0.contains("${") }) ?? texts.first else { return }
    let key = clause.key.value.name
    if clause.test.value.comparison == .null {
      if text == "false", context[key] == nil, key.lowercased() != "aws:multifactorauthpresent" { context[key] = ["x"] }
    } else {
      context[key] = [text.contains("${") ? "x" : ForeignARN.filled(text)]
    }
  }
}
