import KeylessIntent
import KeylessPlatforms
import KeylessPolicy
import KeylessSource

/// What an intent would have to say to give this trust policy: a guess from its subjects and ids.
struct TrustGuess {
  var platform = IntentPlatform.gitlab
  var issuer: String
  var audience: String?
  var entries: [ImportedEntry] = []
  var layouts: Set<Subject.Layout> = []

  /// Why no guess can be made.
  struct Inexpressible: Error {
    var reason: String
  }

  init(_ document: PolicyDocument, issuer: String) throws(Inexpressible) {
    self.issuer = issuer
    let prefix = ConditionKeyMap.prefix(of: issuer) + ":"
    var found: IntentPlatform?
    for statement in document.statements where statement.effect.value == .allow {
      let subjects = try Self.values("sub", prefix, statement)
      guard !subjects.isEmpty else {
        throw Inexpressible(reason: "a statement tests no subject, so every project gets in")
      }
      let isGitLab = subjects.allSatisfy { $0.hasPrefix("project_path:") }
      guard isGitLab || subjects.allSatisfy({ $0.hasPrefix("repo:") }) else {
        throw Inexpressible(reason: "the subject `\(subjects[0])` begins with no project")
      }
      let platform: IntentPlatform = isGitLab ? .gitlab : .github
      if let found, found != platform { throw Inexpressible(reason: "its subjects are of two platforms") }
      found = platform
      try learn(audiences: Self.values("aud", prefix, statement))
      try add(subjects, statement, prefix, platform)
    }
    guard let found else { throw Inexpressible(reason: "no statement allows anything") }
    platform = found
  }

  private mutating func learn(audiences: [String]) throws(Inexpressible) {
    guard audiences.count == 1, !audiences[0].utf8.contains(UInt8(ascii: "*")) else {
      throw Inexpressible(reason: "a statement tests \(audiences.isEmpty ? "no" : "more than one") audience")
    }
    if let audience, !audience.utf8.elementsEqual(audiences[0].utf8) {
      throw Inexpressible(reason: "its statements test different audiences")
    }
    audience = audiences[0]
  }

  private mutating func add(
    _ subjects: [String],
    _ statement: Statement,
    _ prefix: String,
    _ platform: IntentPlatform
  ) throws(Inexpressible) {
    var made: [ImportedEntry] = []
    for subject in subjects {
      let parts = platform == .gitlab ? Self.gitLab(subject) : gitHub(subject)
      guard !parts.isEmpty else {
        throw Inexpressible(reason: "the subject `\(subject)` is none that an intent can say")
      }
      for part in parts {
        if let index = made.firstIndex(where: { Self.joins($0, part) }) {
          made[index].branches += part.branches
          made[index].tags += part.tags
          made[index].environments += part.environments
        } else {
          made.append(part)
        }
      }
    }
    let isGitLab = platform == .gitlab
    if !isGitLab {
      let refs = try Self.values("ref", prefix, statement)
      let environments = try Self.values("environment", prefix, statement)
      made = made.map { Self.narrowed($0, refs: refs, environments: environments) }
    }
    var projects: [String?] = try Self.values(isGitLab ? "project_id" : "repository_id", prefix, statement)
    var owners: [String?] = try Self.values(isGitLab ? "namespace_id" : "repository_owner_id", prefix, statement)
    if projects.isEmpty { projects = [nil] }
    if owners.isEmpty { owners = [nil] }
    let isProtected = try Self.values("ref_protected", prefix, statement) == ["true"]
    let sources = try Self.values("pipeline_source", prefix, statement)
    let avoided = try Self.values("pipeline_source", prefix, statement, negated: true)
    for project in projects {
      for owner in owners {
        entries += made.map { entry in
          var entry = entry
          entry.projectID = project ?? entry.projectID
          entry.ownerID = owner ?? entry.ownerID
          entry.isProtected = isProtected
          if isGitLab, sources == ["merge_request_event"] { entry.requests = true }
          if isGitLab, avoided.contains("merge_request_event") { entry.requests = false }
          return entry
        }
      }
    }
  }

  /// GitHub: what stands in claims of their own beside the subject; a ref beside an environment always does.
  private static func narrowed(_ entry: ImportedEntry, refs: [String], environments: [String]) -> ImportedEntry {
    var entry = entry
    let isOfAnyRef = entry.branches == ["*"] && entry.tags == ["*"]
    if !refs.isEmpty, isOfAnyRef || !entry.environments.isEmpty {
      func names(below start: String) -> [String] {
        refs.filter { $0.hasPrefix(start) }.map { String($0.dropFirst(start.count)) }
      }
      (entry.branches, entry.tags) = (names(below: "refs/heads/"), names(below: "refs/tags/"))
    }
    if !environments.isEmpty, !entry.environments.isEmpty { entry.environments = environments }
    return entry
  }

  /// Two subjects that differ in nothing but the ref, or the environment.
  private static func joins(_ left: ImportedEntry, _ right: ImportedEntry) -> Bool {
    left.project.utf8.elementsEqual(right.project.utf8) && left.projectID == right.projectID
      && left.ownerID == right.ownerID && left.requests == nil && right.requests == nil
      && left.environments.isEmpty == right.environments.isEmpty
  }

  /// `project_path:P:ref_type:T:ref:R`, or `project_path:P:*`.
  private static func gitLab(_ subject: String) -> [ImportedEntry] {
    let rest = String(subject.dropFirst("project_path:".count))
    guard let colon = rest.firstIndex(of: ":") else { return [] }
    let project = String(rest[..<colon])
    let run = String(rest[rest.index(after: colon)...])
    if run == "*" { return [ImportedEntry(project: project, branches: ["*"], tags: ["*"])] }
    for (type, isTag) in [("branch", false), ("tag", true)] {
      let start = "ref_type:\(type):ref:"
      guard run.hasPrefix(start) else { continue }
      let ref = String(run.dropFirst(start.count))
      return [ImportedEntry(project: project, branches: isTag ? [] : [ref], tags: isTag ? [ref] : [])]
    }
    let any = "ref_type:*:ref:"
    guard run.hasPrefix(any) else { return [] }
    let ref = String(run.dropFirst(any.count))
    return [ImportedEntry(project: project, branches: [ref], tags: [ref])]
  }

  /// `repo:OWNER/NAME:…` in either layout.
  private mutating func gitHub(_ subject: String) -> [ImportedEntry] {
    let rest = String(subject.dropFirst("repo:".count))
    guard let colon = rest.firstIndex(of: ":") else { return [] }
    let context = String(rest[rest.index(after: colon)...])
    var base = ImportedEntry(project: String(rest[..<colon]))
    let halves = base.project.split(separator: "/", maxSplits: 1).map { $0.split(separator: "@", maxSplits: 1) }
    if halves.count == 2, halves.allSatisfy({ $0.count == 2 }) {
      layouts.insert(.immutable)
      base.project = "\(halves[0][0])/\(halves[1][0])"
      if halves[0][1] != "*" { base.ownerID = String(halves[0][1]) }
      if halves[1][1] != "*" { base.projectID = String(halves[1][1]) }
    } else {
      layouts.insert(.classic)
    }
    func entry(_ change: (inout ImportedEntry) -> Void) -> ImportedEntry {
      var entry = base
      change(&entry)
      return entry
    }
    let refs = entry {
      $0.branches = ["*"]
      $0.tags = ["*"]
    }
    if context == "*" { return [refs, entry { $0.environments = ["*"] }, entry { $0.requests = true }] }
    if context == "ref:*" || context == "ref:refs/*" { return [refs] }
    if context == "pull_request" { return [entry { $0.requests = true }] }
    for (start, path) in [
      ("ref:refs/heads/", \ImportedEntry.branches), ("ref:refs/tags/", \.tags), ("environment:", \.environments),
    ] where context.hasPrefix(start) {
      return [entry { $0[keyPath: path] = [String(context.dropFirst(start.count))] }]
    }
    return []
  }

  /// The values that a claim is compared with, `*` being a wildcard; an operator that means something else is left to the
  /// proof.
  private static func values(
    _ claim: String,
    _ prefix: String,
    _ statement: Statement,
    negated: Bool = false
  ) throws(Inexpressible) -> [String] {
    let key = ConditionKey(prefix + claim)
    var out: [String] = []
    for clause in statement.conditions where clause.key.value == key {
      let test = clause.test.value
      let wanted: [ConditionOperator] = negated ? [.stringNotEquals] : [.stringEquals, .stringLike]
      guard wanted.contains(test.comparison) else { continue }
      for value in clause.values {
        guard case .text(let text) = value.value.operand else { continue }
        out.append(try written(text, claim))
      }
    }
    return out
  }

  private static func written(_ text: PolicyText, _ claim: String) throws(Inexpressible) -> String {
    var out = ""
    for segment in text.segments {
      switch segment {
      case .literal(let bytes):
        guard !bytes.contains(UInt8(ascii: "*")) else {
          throw Inexpressible(reason: "`\(text.source)` has a `*` that is no wildcard")
        }
        out += String(decoding: bytes, as: UTF8.self)
      case .anyRun: out += "*"
      case .anyScalar: throw Inexpressible(reason: "`\(text.source)` has a `?`")
      case .variable: throw Inexpressible(reason: "`\(text.source)` has a policy variable")
      }
    }
    return out
  }
}
