import KeylessAccounts
import KeylessAWS
import KeylessCalls
import KeylessPolicy
import KeylessSource

/// A policy of a simulation, with the name under which its statements are reported.
///
/// The forms of the names are those of AWS's answers: a managed policy's own name, `user_NAME_POLICY` and
/// `role_NAME_POLICY` for inline ones, and the parameter with a number for what came with the call.
struct SimulatedPolicy: Sendable {
  /// What AWS calls the kind of policy; its service model lists other words than it sends.
  enum Source: String, Sendable {
    case identity = "IAM Policy"
    case resource = "Resource Policy"
    case boundary = "Permissions Boundary Policy"
  }

  let id: String
  let source: Source
  let policy: StoredPolicy
  /// False for an AWS managed policy whose text here is not all of AWS's.
  let isWhole: Bool

  init(_ id: String, _ source: Source, _ policy: StoredPolicy, isWhole: Bool = true) {
    self.id = id
    self.source = source
    self.policy = policy
    self.isWhole = isWhole
  }

  /// `owner` is `user_ann` or `role_deploy`.
  init(_ named: NamedPolicy, _ source: Source, owner: String) {
    self.init(named.isInline ? "\(owner)_\(named.name)" : named.name, source, named.policy, isWhole: named.isWhole)
  }

  /// A statement that decided, with its place.
  ///
  /// AWS's places lie right behind a token, so that the start of a statement is the end of the bracket or comma before it;
  /// after a comma this is (unverified).
  func wireValue(of statement: StatementTrace) -> WireValue {
    let text = Array(policy.text.utf8)
    let range = statement.span.range.clamped(to: 0..<text.count)
    let isSpace: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
    let start = (text[..<range.lowerBound].lastIndex { !isSpace($0) }).map { $0 + 1 } ?? 0
    return .structure([
      .init("SourcePolicyId", .text(id)), .init("EndPosition", Self.position(range.upperBound, in: text)),
      .init("SourcePolicyType", .text(source.rawValue)), .init("StartPosition", Self.position(start, in: text)),
    ])
  }

  /// Lines and columns count from one, columns in characters.
  private static func position(_ offset: Int, in text: [UInt8]) -> WireValue {
    let before = text[..<offset]
    let line = before.count { $0 == 0x0A } + 1
    let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let column = before[lineStart...].count { $0 & 0xC0 != 0x80 } + 1
    return .structure([.init("Line", .integer(line)), .init("Column", .integer(column))])
  }
}
