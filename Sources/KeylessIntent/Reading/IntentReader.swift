import KeylessSource

/// Reads `keyless.yaml` and says about everything it cannot promise why not; nothing is dropped in silence.
struct IntentReader {
  let file: String
  var diagnostics: [Diagnostic] = []

  init(file: String) { self.file = file }

  mutating func read(_ bytes: [UInt8]) -> Intent? {
    let root: YAMLNode
    do {
      guard let document = try YAMLReader.document(bytes, file: file) else {
        error("intent-missing-key", "the file is empty", 0..<0, help: "begin with `version: 1`")
        return nil
      }
      root = document
    } catch {
      diagnostics.append(error.diagnostic)
      return nil
    }
    guard let keys = entries(root, IntentKeys.top, of: "the intent") else { return nil }
    let start = root.range.lowerBound..<root.range.lowerBound
    checkVersion(keys["version"], start)
    guard let platform = platform(keys["platform"], start) else { return nil }
    let partition = partition(keys["partition"])
    let account = account(keys["account"], start)
    let issuer = issuer(keys["issuer"], platform)
    let subject = subject(keys, platform, issuer)
    let owner = owner(keys["owner"], platform)
    let region = region(keys["region"], partition)
    let audience = audience(keys["audience"])
    let context = Context(
      platform: platform,
      issuer: issuer,
      subject: subject,
      owner: owner?.value,
      partition: partition,
      account: account?.value,
      tags: resourceTags(keys["tags"])
    )
    let reusesProvider = reusesProvider(keys["provider"])
    let roles = roles(keys["roles"], start, context)
    let state = state(keys["state"], region: region, partition: partition, roles: roles)
    guard let account else { return nil }
    return Intent(
      account: account,
      partition: partition,
      region: region,
      issuer: issuer,
      audience: audience,
      owner: owner,
      subject: subject,
      reusesProvider: reusesProvider,
      tags: context.tags,
      state: state,
      roles: roles
    )
  }

  /// What the entries of `admits` are judged against.
  struct Context {
    var platform: IntentPlatform
    var issuer: Issuer
    var subject: Subject
    var owner: String?
    var partition: String
    var account: String?
    /// What every resource is tagged with.
    var tags: [ResourceTag]
  }

  private mutating func checkVersion(_ node: YAMLNode?, _ start: Range<Int>) {
    guard let node else {
      return error("intent-missing-key", "the intent has no `version`", start, help: "begin with `version: 1`")
    }
    guard case .scalar(let scalar) = node.value, scalar.resolved == .integer(1) else {
      return error(
        "intent-value",
        "the version is not 1",
        node.range,
        "this keyless reads version 1",
        help: "write `version: 1`"
      )
    }
  }

  private mutating func platform(_ node: YAMLNode?, _ start: Range<Int>) -> IntentPlatform? {
    guard let node else {
      error(
        "intent-missing-key",
        "the intent has no `platform`",
        start,
        help: "add `platform: gitlab` or `platform: github`"
      )
      return nil
    }
    guard let text = text(node, "platform") else { return nil }
    guard let platform = IntentPlatform(rawValue: text.value) else {
      error("intent-value", "unknown platform `\(clip(text.value))`", node.range, help: "write `gitlab` or `github`")
      return nil
    }
    return platform
  }

  private mutating func partition(_ node: YAMLNode?) -> String {
    guard let node, let text = text(node, "partition") else { return "aws" }
    if !AWSNames.partitions.contains(text.value) {
      error(
        "intent-value",
        "unknown partition `\(clip(text.value))`",
        node.range,
        help: "write one of \(AWSNames.partitions.joined(separator: ", "))"
      )
    }
    return text.value
  }

  private mutating func account(_ node: YAMLNode?, _ start: Range<Int>) -> Located<String>? {
    guard let node else {
      error(
        "intent-missing-key",
        "the intent has no `account`",
        start,
        help: "add the 12-digit number of the AWS account"
      )
      return nil
    }
    guard let text = text(node, "account") else { return nil }
    guard AWSNames.isAccount(text.value) else {
      error(
        "intent-value",
        "`\(clip(text.value))` is not an AWS account number",
        node.range,
        "12 digits are wanted",
        help: "write the 12 digits in quotes, without dashes"
      )
      return nil
    }
    return text
  }

  private mutating func issuer(_ node: YAMLNode?, _ platform: IntentPlatform) -> Issuer {
    guard let node, let text = text(node, "issuer") else {
      return Issuer(platform: platform, url: platform.publicIssuer)
    }
    if let problem = FederableIssuer.problem(text.value) {
      error("intent-value", "`\(clip(text.value))` cannot be the issuer: \(problem)", node.range)
      return Issuer(platform: platform, url: platform.publicIssuer)
    }
    if let problem = platform.problem(inIssuer: text.value) {
      error(
        "intent-value",
        "`\(clip(text.value))` cannot be the issuer: \(problem)",
        node.range,
        help: "write it in one of the forms \(platform.issuerForms.joined(separator: ", "))"
      )
      return Issuer(platform: platform, url: platform.publicIssuer)
    }
    return Issuer(platform: platform, url: text.value)
  }

  private mutating func audience(_ node: YAMLNode?) -> String {
    guard let node, let text = text(node, "audience") else { return "sts.amazonaws.com" }
    if text.value.utf8.isEmpty || text.value.utf8.count > 255 || !text.value.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
    {
      error("intent-value", "the audience is not 1 to 255 printable characters", node.range)
    }
    return text.value
  }

  private mutating func region(_ node: YAMLNode?, _ partition: String) -> String {
    guard let node, let text = text(node, "region") else { return AWSNames.defaultRegion(partition) }
    if !AWSNames.isRegion(text.value) {
      error("intent-value", "`\(clip(text.value))` is not a region", node.range, help: "write it like `eu-west-1`")
    }
    return text.value
  }

  private mutating func owner(_ node: YAMLNode?, _ platform: IntentPlatform) -> Located<String>? {
    guard let node, let text = text(node, "owner") else { return nil }
    if !platform.allowsOwner(text.value) {
      error(
        "intent-value",
        "`\(clip(text.value))` is not an owner \(platform.rawValue) can have",
        node.range,
        help: "write the group, organisation or user alone, without wildcards"
      )
      return nil
    }
    return text
  }

  private mutating func subject(_ keys: Keys, _ platform: IntentPlatform, _ issuer: Issuer) -> Subject {
    let layouts = layouts(keys["subject-layout"], platform, issuer)
    var subject = Subject(components: Subject.defaultComponents(platform), layouts: layouts)
    guard let node = keys["subject"] else { return subject }
    let components = texts(node, "subject")
    let known = Subject.known(platform)
    var seen: Set<String> = []
    for component in components {
      if !known.contains(component.value) {
        error(
          "intent-subject",
          "the subject component `\(clip(component.value))` is not one keyless can turn into an exact condition",
          component.span.range,
          help: "use only \(known.joined(separator: ", "))"
        )
      } else if !seen.insert(component.value).inserted {
        error("intent-subject", "the subject component `\(component.value)` is listed twice", component.span.range)
      }
    }
    guard let first = components.first else { return subject }
    if platform == .gitlab, first.value != "project_path", first.value != "project_id" {
      error(
        "intent-subject",
        "a GitLab subject begins with `project_path` or `project_id`",
        first.span.range,
        "GitLab refuses this list"
      )
    }
    if platform == .github, !components.contains(where: { $0.value == "context" }) {
      error(
        "intent-subject",
        "without `context` the subject says nothing about ref, environment or pull request",
        node.range,
        help: "add `context` to `include_claim_keys` and here"
      )
    }
    if issuer.isGitHubServer, !first.value.utf8.elementsEqual("repo".utf8) { refuseForgeableSubject(first) }
    subject.components = components.map(\.value)
    return subject
  }

  private mutating func layouts(_ node: YAMLNode?, _ platform: IntentPlatform, _ issuer: Issuer) -> [Subject.Layout] {
    guard platform == .github else {
      if let node {
        error(
          "intent-platform",
          "`subject-layout` is about GitHub, the platform is gitlab",
          node.range,
          help: "remove it"
        )
      }
      return []
    }
    guard let node, let text = text(node, "subject-layout") else {
      return issuer.hasImmutableSubjects ? [.immutable, .classic] : [.classic]
    }
    let layouts: [Subject.Layout]
    switch text.value {
    case "immutable": layouts = [.immutable]
    case "classic": layouts = [.classic]
    case "both": layouts = [.immutable, .classic]
    default:
      error(
        "intent-value",
        "unknown subject layout `\(clip(text.value))`",
        node.range,
        help: "write immutable, classic or both"
      )
      return [.classic]
    }
    if layouts.contains(.immutable), !issuer.hasImmutableSubjects {
      error(
        "intent-unenforceable",
        "GitHub Enterprise Server never mints the immutable subject",
        node.range,
        help: "write `subject-layout: classic`"
      )
    }
    return layouts
  }
}
