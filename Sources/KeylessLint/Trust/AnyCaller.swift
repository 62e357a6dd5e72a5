import KeylessPolicy
import KeylessSource

/// A role of some other AWS account that calls `sts:AssumeRole`, as its owner would make it to meet a statement's conditions.
///
/// Its owner chooses the role's name and tags, the session's name and tags, what the client says of itself, and signs in with
/// MFA. The account, its organization and the network are their own, and an external id is known to whoever was told it.
struct AnyCaller {
  private static let account = "999988887777"
  private var role = "arn:aws:iam::\(account):role/stranger"
  private var context: RequestContext = [:]

  init(meeting statement: Statement) {
    for clause in statement.conditions where !clause.test.value.comparison.isNegated {
      guard let text = clause.values.first?.value.text else { continue }
      let name = String(decoding: clause.key.value.folded, as: UTF8.self)
      switch name {
      case "aws:principalarn": if let own = Self.own(text) { role = own }
      case "sts:rolesessionname", "sts:sourceidentity", "aws:useragent", "aws:referer": set(clause, text)
      default:
        if ["aws:principaltag/", "aws:requesttag/"].contains(where: name.hasPrefix) { set(clause, text) }
      }
    }
  }

  var request: PolicyRequest {
    var context = context
    let usual = [
      "aws:PrincipalArn": role, "aws:PrincipalAccount": Self.account, "aws:PrincipalType": "AssumedRole",
      "aws:SecureTransport": "true", "aws:MultiFactorAuthPresent": "true", "aws:MultiFactorAuthAge": "1",
      // RFC 1112's reserved block: an address of nobody's network.
      "aws:SourceIp": "240.0.0.1", "aws:PrincipalOrgID": "o-strangersorg", "aws:PrincipalIsAWSService": "false",
      "aws:ViaAWSService": "false", "sts:RoleSessionName": "stranger",
    ]
    for (key, value) in usual where context[key] == nil { context[key] = [value] }
    return PolicyRequest(
      principal: .roleSession(role: role, session: "arn:aws:sts::\(Self.account):assumed-role/stranger/stranger"),
      action: "sts:AssumeRole",
      context: context
    )
  }

  /// `Null` with `false` asks for any value; a policy variable is compared with what is set here.
  private mutating func set(_ clause: ConditionClause, _ text: String) {
    if clause.test.value.comparison == .null {
      if text == "false" { context[clause.key.value.name] = ["x"] }
    } else {
      context[clause.key.value.name] = [text.contains("${") ? "x" : Self.filled(text)]
    }
  }

  /// A text that the pattern takes.
  private static func filled(_ pattern: String) -> String {
    pattern.replacing("*", with: "x").replacing("?", with: "x")
  }

  /// A role of this account that the pattern takes; nil where it names another account.
  private static func own(_ pattern: String) -> String? {
    var parts = pattern.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 6, parts[4].contains("*") || parts[4].contains("?"), !pattern.contains("${") else {
      return nil
    }
    parts[4] = account
    parts[5] = parts[5] == "*" ? "role/stranger" : filled(parts[5])
    return (["arn", "aws", "iam", "", account] + [parts[5]]).joined(separator: ":")
  }
}
