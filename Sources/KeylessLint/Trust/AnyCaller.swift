import KeylessPolicy
import KeylessSource

/// Somebody in some other AWS account who calls `sts:AssumeRole`, as its owner would make them to meet a statement's conditions.
///
/// Its owner chooses whether a role or a user calls, the name and tags, the session's name, the region, what is passed on,
/// and whether to sign in with MFA; the account, its organization and the network are theirs and nobody's that the statement
/// names. They know no external id.
struct AnyCaller {
  private static let account = "999988887777"
  private var arn = Self.arn("role/stranger")
  private var isUser = false
  private var context: RequestContext = [:]

  init(meeting statement: Statement) {
    for clause in statement.conditions where !clause.test.value.comparison.isNegated {
      let name = String(decoding: clause.key.value.folded, as: UTF8.self)
      if name == "aws:principalarn" {
        let values = clause.values.lazy.map(\.value.text)
        if let role = values.compactMap({ Self.own("role/", $0) }).first {
          arn = role
        } else if let user = values.compactMap({ Self.own("user/", $0) }).first {
          (arn, isUser) = (user, true)
        }
      } else if Self.chosen.contains(name) || Self.tags.contains(where: name.hasPrefix) {
        set(clause)
      }
    }
  }

  private static let chosen: Set<String> = [
    "sts:rolesessionname", "sts:sourceidentity", "sts:transitivetagkeys", "aws:useragent", "aws:referer",
    "aws:requestedregion", "aws:tagkeys", "aws:multifactorauthpresent",
  ]
  private static let tags = ["aws:principaltag/", "aws:requesttag/"]

  var request: PolicyRequest {
    var context = context
    var usual = [
      "aws:PrincipalArn": arn, "aws:PrincipalAccount": Self.account,
      "aws:PrincipalType": isUser ? "User" : "AssumedRole", "aws:SecureTransport": "true",
      "aws:MultiFactorAuthPresent": "true",
      // RFC 1112's reserved block: an address of nobody's network.
      "aws:SourceIp": "240.0.0.1", "aws:PrincipalOrgID": "o-strangersorg", "aws:PrincipalIsAWSService": "false",
      "aws:ViaAWSService": "false", "aws:RequestedRegion": "us-east-1", "sts:RoleSessionName": "stranger",
    ]
    // Whoever signed in without MFA has no age of it.
    if context["aws:MultiFactorAuthPresent"] != ["false"] { usual["aws:MultiFactorAuthAge"] = "1" }
    for (key, value) in usual where context[key] == nil { context[key] = [value] }
    let session = "arn:aws:sts::\(Self.account):assumed-role/stranger/stranger"
    return PolicyRequest(
      principal: isUser ? .user(arn: arn) : .roleSession(role: arn, session: session),
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
      context[key] = [text.contains("${") ? "x" : Self.filled(text)]
    }
  }

  /// A text that the pattern takes.
  private static func filled(_ pattern: String) -> String {
    pattern.replacing("*", with: "x").replacing("?", with: "x")
  }

  private static func arn(_ resource: String) -> String { "arn:aws:iam::\(account):\(resource)" }

  /// A role or user of this account that the pattern takes; nil where it takes none, as one for the root user, for a
  /// session or for another account.
  ///
  /// The places of the pattern at which it may stand behind the beginning that is fixed; the last leaves the least open.
  private static func own(_ kind: String, _ pattern: String) -> String? {
    guard !pattern.contains("${") else { return nil }
    // Of stars in a row one is enough.
    var bytes: [UInt8] = []
    let star = UInt8(ascii: "*")
    for byte in pattern.utf8 where byte != star || bytes.last != star { bytes.append(byte) }
    func closed(_ places: Set<Int>) -> Set<Int> {
      places.union(places.filter { $0 < bytes.count && bytes[$0] == star }.map { $0 + 1 })
    }
    let start = arn(kind)
    var places = closed([0])
    for byte in start.utf8 {
      var next: Set<Int> = []
      for place in places where place < bytes.count {
        switch bytes[place] {
        case star: next.insert(place)
        case UInt8(ascii: "?"), byte: next.insert(place + 1)
        default: break
        }
      }
      places = closed(next)
    }
    // A name is not empty.
    guard let last = places.filter({ $0 < bytes.count }).max() else { return nil }
    return start + filled(String(decoding: bytes[last...], as: UTF8.self))
  }
}
