import KeylessSource

/// Turns JSON into a policy and collects everything that is wrong with it on the way.
struct PolicyReader {
  let file: String
  let kind: PolicyKind
  var version = PolicyVersion.v2008
  var problems: [PolicyError.Problem] = []
  var warnings: [Diagnostic] = []

  /// A hostile document has as many mistakes as it likes; nobody reads more than these.
  static let mostProblems = 100

  init(file: String, kind: PolicyKind) {
    self.file = file
    self.kind = kind
  }

  mutating func document(_ node: JSONNode) -> PolicyDocument? {
    guard let members = object(node, "a policy", ["Version", "Id", "Statement"]) else { return nil }
    readVersion(members["Version"])
    var id: Located<String>?
    if let member = members["Id"] { id = string(member, "`Id`") }
    guard let member = members["Statement"] else {
      report(
        "policy-missing-element",
        "the policy has no `Statement`",
        node,
        aws: trust("Could not parse the policy: Statement is empty!")
      )
      return nil
    }
    let nodes: [JSONNode] = if case .array(let elements) = member.value { elements } else { [member] }
    if nodes.isEmpty {
      let aws = trust("Could not parse the policy: Statement is empty!")
      report("policy-empty-element", "`Statement` is empty", member, aws: aws)
    }
    let statements = nodes.compactMap { statement($0) }
    refuseRepeatedSids(statements)
    return PolicyDocument(
      kind: kind,
      version: version,
      versionSpan: members["Version"].map(span),
      id: id,
      statements: statements,
      span: span(node),
      warnings: warnings
    )
  }

  private mutating func readVersion(_ node: JSONNode?) {
    guard let node, let text = string(node, "`Version`") else { return }
    if text.value.utf8.elementsEqual(PolicyVersion.v2012.rawValue.utf8) {
      version = .v2012
    } else if !text.value.utf8.elementsEqual(PolicyVersion.v2008.rawValue.utf8) {
      report(
        "policy-unknown-version",
        "the policy language has no version `\(excerpt(text.value))`",
        node,
        help: "write `2012-10-17`",
        aws: kind == .trust
          ? "The policy must contain a valid version string" : "Policy document must be version 2012-10-17 or greater."
      )
    }
  }

  /// An empty `Sid` is none and may be repeated: Terraform's policy documents write it into every statement.
  private mutating func refuseRepeatedSids(_ statements: [Statement]) {
    var seen: Set<[UInt8]> = []
    for sid in statements.compactMap(\.sid)
    where !sid.value.utf8.isEmpty && !seen.insert(Array(sid.value.utf8)).inserted {
      let aws = "Statement IDs (SID) in a single policy must be unique."
      report(
        "policy-repeated-sid",
        "two statements have the `Sid` `\(excerpt(sid.value))`",
        at: sid.span,
        help: "give each statement a `Sid` of its own, or none",
        aws: kind == .trust ? "The Statement Ids in the policy are not unique" : aws
      )
    }
  }

  /// The members of an object by name; unknown names and names that differ only in case are problems.
  mutating func object(_ node: JSONNode, _ what: String, _ known: [String]) -> Members? {
    guard case .object(let members) = node.value else {
      report("policy-wrong-type", "\(what) is an object, here stands \(node.kind)", node)
      return nil
    }
    var found = Members()
    for member in uniquelyNamed(members) {
      if let name = known.first(where: { $0.utf8.elementsEqual(member.name.utf8) }) {
        found[name] = member.value
      } else {
        let folded = ASCIIFold.folded(member.name)
        let meant = known.first { ASCIIFold.folded($0) == folded }
        report(
          "policy-unknown-element",
          "\(what) has no element `\(excerpt(member.name))`",
          at: span(member.nameRange),
          help: meant.map { "write `\($0)`" } ?? "use one of \(known.joined(separator: ", "))"
        )
      }
    }
    return found
  }

  /// Reports names that are the same but for case, which Access Analyzer refuses too, and drops the later one.
  mutating func uniquelyNamed(_ members: [JSONMember]) -> [JSONMember] {
    var seen: [[UInt8]: Range<Int>] = [:]
    var unique: [JSONMember] = []
    for member in members {
      if let first = seen.updateValue(member.nameRange, forKey: ASCIIFold.folded(member.name)) {
        report(
          "policy-repeated-name",
          "`\(excerpt(member.name))` stands here twice, names being compared without regard to case",
          at: span(member.nameRange),
          related: [.init(span(first), "the other one")],
          help: "keep one of the two"
        )
      } else {
        unique.append(member)
      }
    }
    return unique
  }

  mutating func string(_ node: JSONNode, _ what: String) -> Located<String>? {
    guard case .string(let text) = node.value else {
      report("policy-wrong-type", "\(what) is a string, here stands \(node.kind)", node)
      return nil
    }
    return Located(text, at: span(node))
  }

  /// A string, or a list of strings.
  mutating func strings(_ node: JSONNode, _ what: String) -> [Located<String>] {
    guard case .array(let nodes) = node.value else { return string(node, what).map { [$0] } ?? [] }
    return nodes.compactMap { string($0, "each value of \(what)") }
  }

  func span(_ node: JSONNode) -> SourceSpan { SourceSpan(file: file, range: node.range) }

  func span(_ range: Range<Int>) -> SourceSpan { SourceSpan(file: file, range: range) }

  /// An AWS text that belongs to trust policies only.
  func trust(_ text: String) -> String? { kind == .trust ? text : nil }

  /// The user's text, short enough for a sentence.
  func excerpt(_ text: String) -> String {
    text.unicodeScalars.count <= 120 ? text : String(String.UnicodeScalarView(text.unicodeScalars.prefix(120))) + "…"
  }

  mutating func report(
    _ id: DiagnosticID,
    _ message: Diagnostic.Message,
    _ node: JSONNode,
    help: String? = nil,
    aws: String? = nil
  ) {
    report(id, message, at: span(node), help: help, aws: aws)
  }

  mutating func report(
    _ id: DiagnosticID,
    _ message: Diagnostic.Message,
    at span: SourceSpan,
    related: [Diagnostic.Label] = [],
    help: String? = nil,
    aws: String? = nil
  ) {
    guard problems.count < Self.mostProblems else { return }
    let diagnostic = Diagnostic(id, .error, message, at: .init(span), related: related, help: help)
    problems.append(PolicyError.Problem(diagnostic: diagnostic, awsMessage: aws))
  }

  mutating func warn(_ id: DiagnosticID, _ message: Diagnostic.Message, at span: SourceSpan, help: String? = nil) {
    guard warnings.count < Self.mostProblems else { return }
    warnings.append(Diagnostic(id, .warning, message, at: .init(span), help: help))
  }
}

/// The elements found in an object, by the names we know; all of them are ours, hence ASCII.
struct Members {
  private var nodes: [String: JSONNode] = [:]

  subscript(name: String) -> JSONNode? {
    get { nodes[name] }
    set { nodes[name] = newValue }
  }
}
