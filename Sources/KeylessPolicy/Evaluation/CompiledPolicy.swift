import KeylessSource

/// A policy made ready to be asked: the one matcher behind the local STS, `check`, `who` and `explain`.
package struct CompiledPolicy: Sendable {
  package let document: PolicyDocument
  let statements: [CompiledStatement]

  package init(_ document: PolicyDocument) {
    self.document = document
    statements = document.statements.map(CompiledStatement.init)
  }

  /// A policy without statements, for what must be there and cannot be read.
  package static let allowingNothing = CompiledPolicy(emptyOf: .identity)

  /// A trust policy without statements, as good as that of a role which is not there.
  package static let trustingNobody = CompiledPolicy(emptyOf: .trust)

  private init(emptyOf kind: PolicyKind) {
    self.init(
      PolicyDocument(
        kind: kind,
        version: .v2012,
        versionSpan: nil,
        id: nil,
        statements: [],
        span: SourceSpan(file: "", range: 0..<0),
        warnings: []
      )
    )
  }

  /// The outcome alone, as fast as it can be had.
  package func decide(_ request: PolicyRequest) -> PolicyOutcome {
    evaluate(request).outcome
  }

  /// Whether a statement speaks of this caller, this action and this resource, its conditions aside.
  package func speaks(_ statement: Int, of request: PolicyRequest) -> Bool {
    let statement = statements[statement]
    return statement.matchesAction(request) && !statement.grantsOfPrincipal(request).isEmpty
      && statement.matchesResource(request)
  }

  /// The outcome with the reasons: every statement, every element, every condition.
  package func explain(_ request: PolicyRequest) -> Decision {
    Decision(statements.indices.map { StatementTrace(statements[$0], at: $0, request) })
  }

  /// The outcome, and all the ways in which an allowed caller was named.
  func evaluate(_ request: PolicyRequest) -> (outcome: PolicyOutcome, grants: Grants) {
    var grants: Grants = []
    for statement in statements {
      guard let named = statement.grants(request) else { continue }
      if statement.isDeny { return (.deny, []) }
      grants.formUnion(named)
    }
    return (grants.isEmpty ? .implicitDeny : .allow, grants)
  }
}
