import KeylessPlatforms
import KeylessPolicy
import KeylessReach
import KeylessTesting

/// Random trust policies whose values are made out of what tokens really say, so that conditions meet and nearly meet.
struct RandomTrustPolicy {
  var random: SplitMix64
  let universe: TrustUniverse
  let pool: [String: [String]]

  static let issuers = [("gitlab", "https://gitlab.com"), ("github", "https://token.actions.githubusercontent.com")]

  static let pools: [String: [String: [String]]] = [
    "gitlab": [
      "project_path": ["acme/infra", "acme/infra-x", "Acme/infra", "acme/a/infra", "evil/infra", "acme/web", "a/b"],
      "ref": ["main", "release/1", "release/2.0", "Main", "m", "feature/x", "v1", "é"],
      "project_id": ["4711", "471", "5000", "1"], "namespace_id": ["815", "8", "816"],
      "user_id": ["1", "77"], "user_login": ["ann", "bob", "Ann"], "user_email": ["ann@x.org", "bob@x.org"],
      "user_access_level": ["developer", "maintainer", "owner"], "ref_protected": ["true", "false"],
      "pipeline_source": ["push", "web", "merge_request_event", "schedule"],
      "runner_environment": ["gitlab-hosted", "self-hosted"],
    ],
    "github": [
      "owner": ["acme", "Acme", "acme-evil", "evil", "a"], "name": ["api", "api-x", "web", "infra", "A"],
      "ref": ["refs/heads/main", "refs/heads/release/1", "refs/tags/v1", "refs/pull/7/merge"],
      "environment": ["production", "prod:eu", "prod%3Aeu", "p", "staging"],
      "repository_id": ["4711", "471", "9"], "repository_owner_id": ["815", "8"], "actor": ["ann", "bob"],
      "actor_id": ["1", "77"], "workflow": ["deploy", "test"], "enterprise_id": ["5", "55"],
      "job_workflow_ref": ["acme/wf/.github/workflows/d.yml@refs/heads/main", "evil/wf/.github/workflows/d.yml@v1"],
    ],
  ]

  mutating func pick<T>(_ list: [T]) -> T { list[Int(random.next() % UInt64(list.count))] }
  mutating func chance(_ percent: UInt64) -> Bool { random.next() % 100 < percent }
  mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }

  /// A point of a form whose values come from the pool where these are legal, else the shortest legal one.
  mutating func point(of form: Form) -> Point {
    Point(
      form.components.map { component in
        if component.domain.absent, chance(20) { return .absent }
        var choices = (pool[component.name] ?? []).map { Array($0.utf8) }
        switch component.name {
        case "aud": choices = ["sts.amazonaws.com", "other"].map { Array($0.utf8) }
        case "sts:RoleSessionName": choices = ["job", "ann"].map { Array($0.utf8) }
        case "aws:SourceIp": choices = ["10.0.0.1", "10.0.1.7", "2001:db8::1"].map { Array($0.utf8) }
        case "time": choices = ["2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z", "1767225600"].map { Array($0.utf8) }
        default: break
        }
        choices = choices.filter { component.domain.contains(.text($0)) }
        if choices.isEmpty { choices = component.domain.language.members(preferring: 3) }
        if choices.isEmpty { return .absent }
        return .text(pick(choices))
      }
    )
  }

  mutating func policy() -> String {
    let count = number(1...3)
    return "{\"Version\":\"2012-10-17\",\"Statement\":[" + (0..<count).map { statement($0) }.joined(separator: ",")
      + "]}"
  }

  private mutating func statement(_ index: Int) -> String {
    let effect = index > 0 && chance(40) ? "Deny" : "Allow"
    let form = pick(universe.forms)
    let point = point(of: form)
    let context = form.context(of: point)
    var operators: [String: [String: [String]]] = [:]
    for _ in 0..<number(0...4) {
      let key = chance(40) ? "\(universe.prefix):sub" : pick(keys)
      let (name, values) = condition(key, context[key]?.first)
      if operators[name]?.keys.contains(where: { $0.lowercased() == key.lowercased() }) == true { continue }
      operators[name, default: [:]][key] = values
    }
    let conditions = operators.map { name, keys in
      "\(quoted(name)):{"
        + keys.map { "\(quoted($0)):[\($1.map(quoted).joined(separator: ","))]" }.joined(separator: ",") + "}"
    }
    let condition = conditions.isEmpty ? "" : ",\"Condition\":{\(conditions.joined(separator: ","))}"
    return """
      {"Effect":"\(effect)","Principal":{"Federated":"arn:aws:iam::111122223333:oidc-provider/\(universe.prefix)"},\
      "Action":"sts:AssumeRoleWithWebIdentity"\(condition)}
      """
  }

  private func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }

  private var keys: [String] {
    universe.forms[0].knownKeys.map(\.name)
      + [
        "\(universe.prefix):iss", "\(universe.prefix):environment_x", "aws:SourceIp", "aws:CurrentTime", "aws:TagKeys",
      ]
  }

  private mutating func condition(_ key: String, _ value: String?) -> (String, [String]) {
    if chance(6) { return ("Null", [pick(["true", "false"])]) }
    let qualifiers = ["", "", "", "IfExists", "ForAllValues:", "ForAnyValue:", "ForAllValues:+", "ForAnyValue:+"]
    let qualifier = pick(qualifiers)
    func named(_ name: String) -> String {
      let suffix = qualifier == "IfExists" || qualifier.hasSuffix("+") ? "IfExists" : ""
      let prefix = qualifier.hasPrefix("For") ? qualifier.replacing("+", with: "") : ""
      return prefix + name + suffix
    }
    if key == "aws:SourceIp" {
      return (
        named(pick(["IpAddress", "NotIpAddress"])), [pick(["10.0.0.0/24", "10.0.0.1", "2001:db8::/32", "0.0.0.0/0"])]
      )
    }
    if key == "aws:CurrentTime" {
      let names = ["DateLessThan", "DateGreaterThan", "DateEquals", "DateNotEquals", "DateLessThanEquals"]
      return (named(pick(names)), [pick(["2026-06-01T00:00:00Z", "2026-01-01T00:00:00Z"])])
    }
    let base = value ?? pick(["x", "4711", "true"])
    if key.hasSuffix("_id"), chance(40), base.allSatisfy(\.isNumber), !base.isEmpty {
      let names = [
        "NumericEquals", "NumericNotEquals", "NumericLessThan", "NumericLessThanEquals", "NumericGreaterThan",
        "NumericGreaterThanEquals",
      ]
      return (named(pick(names)), (0..<number(1...2)).map { _ in pick([base, "4711", "500", "77"]) })
    }
    if key.hasSuffix("ref_protected"), chance(40) { return (named("Bool"), [pick(["true", "false"])]) }
    let names = [
      "StringEquals", "StringNotEquals", "StringLike", "StringLike", "StringLike", "StringNotLike",
      "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase", "ArnLike", "ArnNotLike",
    ]
    return (named(pick(names)), (0..<number(1...3)).map { _ in chance(35) ? base : mutated(base) })
  }

  private mutating func mutated(_ text: String) -> String {
    var scalars = Array(text.unicodeScalars)
    for _ in 0..<number(1...2) {
      let at = number(0...scalars.count)
      switch number(0...6) {
      case 0: scalars.insert("*", at: at)
      case 1: scalars = Array(scalars.prefix(at)) + ["*"]
      case 2: scalars = ["*"] + Array(scalars.suffix(scalars.count - at))
      case 3: if at < scalars.count { scalars[at] = "?" }
      case 4: if at < scalars.count { scalars.remove(at: at) }
      case 5:
        let end = min(scalars.count, at + number(1...8))
        scalars.replaceSubrange(at..<end, with: ["*"])
      default:
        if at < scalars.count, let other = String(scalars[at]).uppercased().unicodeScalars.first { scalars[at] = other }
      }
    }
    if chance(4) { scalars = Array("${\(universe.prefix):aud}".unicodeScalars) + scalars.prefix(4) }
    var out = String.UnicodeScalarView()
    out.append(contentsOf: scalars)
    return String(out)
  }
}
