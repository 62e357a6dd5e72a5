import KeylessSource

/// What names at one place of a workflow hold a value of the head: of the pull request, or of the run before.
///
/// A name is the stranger's where the text that defines it mentions a value of theirs; what the text makes of it is not
/// asked. A checkout alone looks at the names, and few values that come of a head are the name of something else.
package struct GitHubStrangers: Hashable, Sendable {
  /// `env.SHA`, `inputs.ref`, `matrix.ref`, `steps.head.outputs`, `needs.find.outputs.sha`, as paths.
  private var names: Set<[String]> = []
  /// What such paths begin with: `toJSON(matrix)` mentions each of them.
  private var holders: Set<[String]> = []
  /// Whether they are too many to tell apart: then every name may be theirs.
  private var isFull = false

  private static let most = 500

  /// The events that a stranger causes, and that run with this repository's rights.
  package static let events: Set<String> = ["pull_request_target", "workflow_run"]

  init() {}

  /// Notes whether a name is the stranger's; a nearer definition wins.
  mutating func set(_ name: [String], isTheirs: Bool) {
    guard isTheirs else {
      names.remove(name)
      return
    }
    guard names.count < Self.most else { return isFull = true }
    names.insert(name)
    for count in 1..<max(name.count, 1) { holders.insert(Array(name.prefix(count))) }
  }

  mutating func add(_ other: GitHubStrangers) {
    for name in other.names { set(name, isTheirs: true) }
    isFull = isFull || other.isFull
  }

  /// Keeps the names of these contexts alone.
  mutating func keep(_ contexts: Set<String>) {
    names = names.filter { contexts.contains($0[0]) }
    holders = Set(names.flatMap { name in (1..<max(name.count, 1)).map { Array(name.prefix($0)) } })
  }

  func contains(_ name: [String]) -> Bool { isFull || names.contains(name) }

  /// Whether a text with expressions mentions a value of theirs.
  package func isMentioned(in text: String) -> Bool {
    if Self.isHead(text) { return true }
    guard isFull || !names.isEmpty, text.utf8.contains(UInt8(ascii: "$")) else { return false }
    return GitHubTemplate(text).pieces.contains { piece in
      guard case .expression(let source) = piece, let expression = try? GitHubExpressionParser.parse(source) else {
        return false
      }
      return isMentioned(in: expression)
    }
  }

  private func isMentioned(in expression: GitHubExpression) -> Bool {
    switch expression.kind {
    case .literal: false
    case .path(let names): holds(names)
    case .member(let base, let name): isMentioned(in: base) || name.map { isMentioned(in: $0) } ?? false
    case .call(_, let arguments): arguments.contains { isMentioned(in: $0) }
    case .not(let inner): isMentioned(in: inner)
    case .binary(_, let left, let right): isMentioned(in: left) || isMentioned(in: right)
    }
  }

  private func holds(_ path: [String]) -> Bool {
    if isFull { return ["env", "inputs", "matrix", "needs", "steps"].contains(path[0]) }
    return holders.contains(path) || (1...max(path.count, 1)).contains { names.contains(Array(path.prefix($0))) }
  }

  /// Whether a text names the head by the event's own names.
  private static func isHead(_ text: String) -> Bool {
    let space = UInt8(ascii: " ")
    let bytes = text.utf8.filter { $0 != space }.map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }
    return bytes.indices.contains { at in
      initials.contains(bytes[at]) && heads.contains { bytes[at...].starts(with: $0) }
    }
  }

  private static let heads = [
    "github.head_ref", "github.event.pull_request.head", "github.event.pull_request.merge_commit_sha",
    "github.event.workflow_run.head", "github.event.workflow_run.pull_requests", "refs/pull/", "github_head_ref",
    "github.event.number", "context.payload.pull_request.head", "context.payload.workflow_run.head",
  ].map { Array($0.utf8) }

  private static let initials = heads.map { $0[0] }
}
