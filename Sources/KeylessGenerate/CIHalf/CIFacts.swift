import KeylessIntent
import KeylessSource

/// What the generated files say about one intent, checked once: all of it can be written into the platform's YAML.
struct CIFacts {
  let intent: Intent
  let credentials: Role?
  let plan: Role?
  let apply: Role?

  init(_ intent: Intent, _ roles: CIRoles) throws(CIHalfError) {
    self.intent = intent
    // One role needs no choice.
    let only = intent.roles.count == 1 ? intent.roles[0].name.value : nil
    credentials = try Self.role(roles.credentials ?? only, in: intent)
    plan = try Self.role(roles.plan, in: intent)
    apply = try Self.role(roles.apply, in: intent)
    let platform = intent.issuer.platform
    try Self.check(intent.audience, "audience", platform, in: .audience)
    for role in [credentials, plan, apply].compactMap(\.self) {
      try Self.check(arn(role), "role", platform, in: .variable)
    }
  }

  var region: String { intent.region }
  var audience: String { intent.audience }

  func arn(_ role: Role) -> String {
    "arn:\(intent.partition):iam::\(intent.account.value):role\(role.path)\(role.name.value)"
  }

  private static func role(_ name: String?, in intent: Intent) throws(CIHalfError) -> Role? {
    guard let name else { return nil }
    guard let role = intent.role(named: name) else {
      throw .noSuchRole(name, known: intent.roles.map(\.name.value))
    }
    return role
  }

  private static func check(
    _ value: String,
    _ what: String,
    _ platform: IntentPlatform,
    in place: PlatformExpansion.Place
  ) throws(CIHalfError) {
    guard let part = PlatformExpansion.part(of: value, platform, in: place) else { return }
    throw .expands(what: what, value: value, part: part, platform: platform == .gitlab ? "GitLab" : "GitHub")
  }
}
