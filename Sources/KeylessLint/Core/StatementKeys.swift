import KeylessPlatforms
import KeylessPolicy
import KeylessReach
import KeylessSource

/// The clauses of a statement by what they test of a token of one issuer.
struct StatementKeys {
  /// Tests that a value is there which says whose pipeline it is; the one of the subject first.
  let tenant: [ConditionClause]
  /// The same that only say whose it is not.
  let negatedTenant: [ConditionClause]
  /// Tests of other claims, those first that anybody can meet.
  let others: [ConditionClause]
  let audience: ConditionClause?
  let subject: ConditionKey
  private let statement: Statement

  init(_ statement: Statement, _ reach: StatementReach) {
    self.statement = statement
    let universe = reach.answer.universe
    let subject = ConditionKey(universe.prefix + ":sub")
    self.subject = subject
    let audience = ConditionKey(universe.prefix + ":aud")
    let start = ConditionKey(universe.prefix + ":").folded
    var (tenant, negated, others): ([ConditionClause], [ConditionClause], [ConditionClause]) = ([], [], [])
    self.audience = statement.conditions.first { $0.key.value == audience }
    for clause in statement.conditions where clause.test.value.comparison != .null {
      let key = clause.key.value
      guard key.folded.starts(with: start), key != audience else { continue }
      if key == subject || Self.namesTenant(key, reach) {
        if clause.test.value.comparison.isNegated { negated.append(clause) } else { tenant.append(clause) }
      } else if !clause.test.value.comparison.isNegated {
        others.append(clause)
      }
    }
    let subjects = tenant.filter { $0.key.value == subject }
    // Beside a better one a test that is none explains nothing.
    self.tenant =
      subjects.filter { !Self.isBare($0) } + subjects.filter(Self.isBare) + tenant.filter { $0.key.value != subject }
    negatedTenant = negated
    self.others = others.filter { !Self.isHarder($0) } + others.filter(Self.isHarder)
  }

  private static func isBare(_ clause: ConditionClause) -> Bool {
    clause.values.contains { SubjectText($0.value)?.isBare == true }
  }

  private static func namesTenant(_ key: ConditionKey, _ reach: StatementReach) -> Bool {
    let ownership = reach.ownership
    let names =
      ownership.project + ownership.tenantIDs
      + [ownership.owner?.component, ownership.projectID, ownership.ownerID].compactMap(\.self)
    return reach.answer.universe.forms.contains { form in
      let places: [Int] =
        switch form.source(of: key) {
        case .component(let place): [place]
        case .template(let segments, _):
          segments.compactMap { if case .component(let place, _) = $0 { place } else { nil } }
        case .absent, .unknown: []
        }
      return places.contains { names.contains(form.components[$0].name) }
    }
  }

  /// Claims that a stranger needs some help of others to have.
  static func isHarder(_ clause: ConditionClause) -> Bool {
    let name = clause.key.value.folded
    return ["actor", "actor_id", "user_login", "user_id", "user_email", "job_workflow_ref"].contains {
      name.suffix($0.utf8.count + 1).elementsEqual(":\($0)".utf8)
    }
  }

  /// The statement with one value of a clause in the place of all.
  func replacing(_ clause: ConditionClause, by value: Located<ConditionValue>) -> Statement {
    var statement = statement
    for index in statement.conditions.indices where statement.conditions[index].span == clause.span {
      statement.conditions[index].values = [value]
    }
    return statement
  }
}
