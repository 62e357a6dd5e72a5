package import KeylessGenerate
package import KeylessIntent
import KeylessPlatforms
import KeylessPolicy
import KeylessReach
import KeylessSource

/// The proof that a generated half lets in exactly whom its intent says: every trust policy is read back as AWS would, its
/// reach is computed, and the two sets are compared both ways.
package enum HalfProof {
  /// Throws `BootstrapError` with a witness when they differ, and when nobody can tell.
  package static func check(_ half: AWSHalf, of intent: Intent) throws {
    let (made, wanted) = (half.roles.map(\.name), intent.roles.map(\.name.value))
    guard made.elementsEqual(wanted, by: { $0.utf8.elementsEqual($1.utf8) }) else {
      let missing = wanted.filter { name in !made.contains { $0.utf8.elementsEqual(name.utf8) } }
      let extra = made.filter { name in !wanted.contains { $0.utf8.elementsEqual(name.utf8) } }
      throw failure(
        "the roles are not those of the intent"
          + (missing.isEmpty ? "" : "; missing: \(missing.joined(separator: ", "))")
          + (extra.isEmpty ? "" : "; too many: \(extra.joined(separator: ", "))")
      )
    }
    guard half.provider.clientIDs == [intent.audience] else {
      throw failure(
        "the provider takes tokens for \(half.provider.clientIDs), and the intent says `\(intent.audience)`"
      )
    }
    for (role, wanted) in zip(half.roles, intent.roles) { try check(role, half, beside: wanted, intent) }
  }

  private static func check(
    _ role: AWSHalf.Role,
    _ half: AWSHalf,
    beside wanted: KeylessIntent.Role,
    _ intent: Intent
  ) throws {
    let document: PolicyDocument
    do {
      document = try PolicyDocument.parse(bytes: Array(role.trustPolicy.compact.utf8), file: role.name, kind: .trust)
    } catch {
      throw failure("the trust policy of `\(role.name)` is none that AWS takes: \(error)")
    }
    try checkAudience(document, role, intent)
    let found: IntentInclusion
    do {
      found = try IntentInclusion(CompiledPolicy(document), provider: half.provider.arn, beside: wanted, of: intent)
    } catch let error as TooComplex {
      throw failure(
        "who gets in by the trust policy of `\(role.name)` is too complex to be proved (\(error)); give the role fewer entries"
      )
    }
    if let tooMany = found.tooMany {
      throw failure(
        "`\(role.name)` would let in a pipeline that the intent does not: \(words(tooMany, found.universe))"
      )
    }
    if let tooFew = found.tooFew {
      throw failure("`\(role.name)` would not let in a pipeline that the intent does: \(words(tooFew, found.universe))")
    }
    guard found.holds else {
      throw failure(
        "nobody can tell whether `\(role.name)` lets in whom the intent says: \(found.unknowns.joined(separator: "; "))"
      )
    }
  }

  /// A client id that is added to the provider later must not open the roles: every statement names the audience itself.
  private static func checkAudience(_ document: PolicyDocument, _ role: AWSHalf.Role, _ intent: Intent) throws {
    let key = ConditionKey("\(intent.issuer.key):aud")
    for (index, statement) in document.statements.enumerated() where statement.effect.value == .allow {
      let names = statement.conditions.contains { clause in
        clause.key.value == key && clause.test.value.comparison.comparison == .text
          && !clause.test.value.comparison.isNegated && clause.test.value.qualifier == .plain
      }
      guard names else {
        throw failure("statement \(index + 1) of the trust policy of `\(role.name)` does not ask for the audience")
      }
    }
  }

  private static func words(_ example: (form: Form, point: Point), _ universe: TrustUniverse) -> String {
    let context = example.form.context(of: example.point)
    let shown = context.all.filter { !$0.key.hasSuffix(":aud") && !$0.key.hasSuffix(":sub") }
    let said = shown.filter { $0.key.hasPrefix(universe.prefix) }
      .map { "\($0.key.dropFirst(universe.prefix.count + 1))=\($0.values.joined(separator: ","))" }
    let subject = context["\(universe.prefix):sub"]?.first ?? "a token without `sub`"
    return "sub `\(subject)`" + (said.isEmpty ? "" : " (\(said.sorted().joined(separator: ", ")))")
  }

  private static func failure(_ text: String) -> BootstrapError {
    BootstrapError(
      .failure,
      "the AWS half does not fit its intent: \(text). Nothing was written. This is a mistake of keyless; please report it"
    )
  }
}
