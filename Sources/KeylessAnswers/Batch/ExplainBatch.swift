import KeylessPlatforms
import KeylessPolicy
import KeylessReach
package import KeylessSource

/// `keyless explain --batch`: one JSON line in, one JSON line out (docs/batch.md).
package enum ExplainBatch {
  private static let known: Set<String> = [
    "policy", "condition", "context", "claims", "platform", "issuer", "action", "resource", "principal",
  ]

  package static func answer(_ line: [UInt8]) -> JSON {
    BatchLine.answer(line, known) { line in try explain(line) }
  }

  private static func explain(_ line: BatchLine) throws(BatchError) -> [JSON.Member] {
    let document: PolicyDocument
    switch (line["policy"], line["condition"]) {
    case (let policy?, nil): document = try PolicyArgument.read(policy, "policy")
    case (nil, let condition?): document = try self.document(condition)
    case (nil, nil): throw BatchError("`policy` or `condition` is missing")
    case (.some, .some): throw BatchError("`policy` and `condition` exclude each other")
    }
    let request = PolicyRequest(
      principal: try line["principal"].map { node throws(BatchError) in try PrincipalArgument.read(node) },
      action: try line.text("action") ?? "sts:AssumeRoleWithWebIdentity",
      resource: try line.text("resource"),
      context: try context(line, document)
    )
    let decision = CompiledPolicy(document).explain(request)
    var members: [JSON.Member] = []
    let conditions = JSON.Member("matched", .bool(decision.statements.contains(where: \.applies)))
    if line["condition"] == nil {
      members.append(JSON.Member("decision", .string(DecisionJSON.word(decision.outcome))))
      members += [conditions, JSON.Member("trace", DecisionJSON.trace(decision))]
    } else {
      let trace = decision.statements.flatMap(\.conditions).map(DecisionJSON.condition)
      members += [conditions, JSON.Member("trace", .array(trace))]
    }
    return members
  }

  /// A policy that is nothing but the condition.
  private static func document(_ condition: JSONNode) throws(BatchError) -> PolicyDocument {
    let text = """
      {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*","Condition":\(condition.plain.compact)}]}
      """
    do {
      return try PolicyDocument.parse(bytes: Array(text.utf8), file: "condition", kind: .identity)
    } catch {
      throw BatchError("\(error)")
    }
  }

  private static func context(_ line: BatchLine, _ document: PolicyDocument) throws(BatchError) -> RequestContext {
    switch (line["context"], line["claims"]) {
    case (nil, nil): return RequestContext()
    case (let keys?, nil): return try ContextArgument.keys(keys)
    case (.some, .some): throw BatchError("`context` and `claims` exclude each other")
    case (nil, let claims?):
      return try ContextArgument.claims(claims, issuer: issuer(line, claims, document))
    }
  }

  /// As it is given, or the token's own, or the policy's only one, or the platform's.
  private static func issuer(
    _ line: BatchLine,
    _ claims: JSONNode,
    _ document: PolicyDocument
  ) throws(BatchError) -> String {
    if let issuer = try line.text("issuer") { return issuer.contains("://") ? issuer : "https://" + issuer }
    if case .string(let issuer)? = claims["iss"]?.value { return issuer }
    let question = try TrustQuestion.asked(document, platform: line.text("platform"), issuer: nil)
    let issuers = question.providers.map(\.issuer) + question.unknownIssuers.filter { $0.contains("://") }
    if issuers.count == 1 { return issuers[0] }
    if let issuer = try line.text("platform").flatMap(Platform.named)?.defaultIssuer { return issuer }
    throw BatchError("whose claims these are is not known: give `issuer`, or the claim `iss`")
  }
}
