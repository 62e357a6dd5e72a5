import KeylessPolicy
import KeylessTesting

/// A trust policy of which parts are unknown: `<t0>` in a text, `"@l0"` for a whole list.
///
/// What may stand there follows from the first letter: a text, a list, an action, a provider.
struct PolicyTemplate {
  var json: String
  var names: [String]

  /// As a configuration writes it, with a variable for each.
  var terraform: String {
    var body = json.replacing("${", with: "$${")
    for name in names {
      body = Self.replacing("<\(name)>", in: body, with: "${var.\(name)}")
        .replacing("\"@\(name)\"", with: "var.\(name)")
    }
    return names.map { "variable \"\($0)\" {}\n" }.joined()
      + "resource \"aws_iam_role\" \"r\" {\n  name = \"r\"\n  assume_role_policy = jsonencode(\(body))\n}\n"
  }

  /// By scalars: a combining mark behind a name is no part of it.
  private static func replacing(_ name: String, in text: String, with value: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.replacing(name.unicodeScalars, with: value.unicodeScalars)))
  }

  /// With values in the place of what is unknown.
  func resolved(_ random: inout SplitMix64) -> String {
    var body = json
    for name in names {
      let value = Self.value(name, &random)
      body = Self.replacing("<\(name)>", in: body, with: value)
      if name.hasPrefix("l") {
        let other = Bool.random(using: &random) ? ", \"\(Self.value("t", &random))\"" : ""
        body = body.replacing("\"@\(name)\"", with: "[\"\(value)\"\(other)]")
      }
    }
    return body
  }

  private static let issuers = ["gitlab.com", "token.actions.githubusercontent.com"]
  private static let words = ["a", "b", "ab", "a*", "?", "*", "${aws:RequestTag/t}", ""]

  private static func value(_ name: String, _ random: inout SplitMix64) -> String {
    let all: [String] =
      switch name.first {
      case "a": ["sts:AssumeRoleWithWebIdentity", "sts:AssumeRole", "*"]
      case "p": issuers.map(arn) + ["*"]
      default: words
      }
    return all.randomElement(using: &random) ?? ""
  }

  private static func arn(_ issuer: String) -> String { "arn:aws:iam::111122223333:oidc-provider/\(issuer)" }

  /// An exchange of a token of one of the two issuers.
  static func request(_ random: inout SplitMix64) -> PolicyRequest {
    let texts: [String?] = [nil, "a", "b", "ab", "abb", "*", "?", ""]
    return request(
      issuers.randomElement(using: &random) ?? "",
      subject: texts.randomElement(using: &random) ?? nil,
      audience: texts.randomElement(using: &random) ?? nil,
      tag: texts.randomElement(using: &random) ?? nil
    )
  }

  static func request(_ issuer: String, subject: String?, audience: String?, tag: String?) -> PolicyRequest {
    var context = RequestContext()
    context["\(issuer):sub"] = subject.map { [$0] }
    context["\(issuer):aud"] = audience.map { [$0] }
    context["aws:RequestTag/t"] = tag.map { [$0] }
    return PolicyRequest(
      principal: .federated(provider: arn(issuer)),
      action: "sts:AssumeRoleWithWebIdentity",
      context: context
    )
  }

  static func random(_ random: inout SplitMix64) -> PolicyTemplate {
    var writer = Writer(random: random)
    let statements = (0..<Int.random(in: 1...3, using: &writer.random)).map { _ in writer.statement() }
    random = writer.random
    return PolicyTemplate(
      json: "{\"Version\": \"2012-10-17\", \"Statement\": [\(statements.joined(separator: ", "))]}",
      names: writer.names
    )
  }

  /// Writes statements in which anything may be unknown.
  private struct Writer {
    var random: SplitMix64
    var names: [String] = []

    private mutating func isOne(of count: Int) -> Bool { Int.random(in: 0..<count, using: &random) == 0 }

    private mutating func unknown(_ kind: String) -> String {
      names.append("\(kind)\(names.count)")
      return names[names.count - 1]
    }

    private mutating func word() -> String { words.randomElement(using: &random) ?? "" }

    private mutating func text() -> String {
      let text = word()
      return "\"" + text + (isOne(of: 2) ? "<\(unknown("t"))>" : "") + (isOne(of: 3) ? word() : "") + "\""
    }

    private mutating func values() -> String {
      if isOne(of: 6) { return "\"@\(unknown("l"))\"" }
      return isOne(of: 2) ? text() : "[\(text()), \(text())]"
    }

    mutating func statement() -> String {
      let issuer = issuers.randomElement(using: &random) ?? ""
      let provider = isOne(of: 4) ? "<\(unknown("p"))>" : isOne(of: 6) ? "*" : arn(issuer)
      let exchange = "\"sts:AssumeRoleWithWebIdentity\""
      let action = isOne(of: 5) ? "[\"sts:TagSession\", \"<\(unknown("a"))>\"]" : exchange
      let keys = ["\(issuer):sub", "\(issuer):sub", "\(issuer):aud", "aws:RequestTag/t"]
      let tests = Self.tests.shuffled(using: &random).prefix(Int.random(in: 0...2, using: &random)).map { name in
        "\"\(name)\": {\"\(keys.randomElement(using: &random) ?? "")\": \(values())}"
      }
      return "{\"Effect\": \"\(isOne(of: 3) ? "Deny" : "Allow")\", \"Principal\": {\"Federated\": \"\(provider)\"}, "
        + "\"Action\": \(action), \"Condition\": {\(tests.joined(separator: ", "))}}"
    }

    private static let tests = [
      "StringEquals", "StringLike", "StringNotEquals", "StringNotLike", "StringEqualsIgnoreCase", "StringLikeIfExists",
      "StringNotEqualsIfExists", "ForAllValues:StringEquals", "ForAllValues:StringNotLike", "ForAnyValue:StringLike",
      "ForAnyValue:StringNotEquals",
    ]
  }
}
