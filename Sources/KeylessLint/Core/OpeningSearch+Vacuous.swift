import KeylessFindings
import KeylessPolicy
import KeylessReach
import KeylessSource

/// Tests that hold although they say nothing: of a key that is missing, or that may be.
extension OpeningSearch {
  /// `reach` is nil where no platform is known for the issuer.
  func vacuous(_ statement: Statement, _ number: Int, _ reach: StatementReach?) throws -> [Opening] {
    var out: [Opening] = []
    for clause in statement.conditions where clause.holdsWithoutKey {
      let standing = KeyStanding(clause.key.value, in: statement)
      func opening(_ shape: Opening.Shape, _ severity: FindingSeverity, _ people: PeopleClass?) -> Opening {
        let people = people ?? .contributor
        return Opening(
          shape: shape,
          people: people,
          severity: severity,
          statement: statement,
          number: number,
          clause: clause,
          value: nil,
          witness: reach.flatMap {
            TellingWitness(search: self, statement: statement, reach: $0).witness(people, shape, nil)
          }
        )
      }
      switch standing {
      case .global: continue
      case .unmapped(_, let claim), .wrongIssuer(_, let claim, _):
        // Without a platform the people are not known, and somebody gets in.
        let people = reach?.people
        let severity = claim == "iss" ? .low : (people ?? .contributor).severity
        if case .unmapped = standing {
          out.append(opening(.unmapped, severity, people))
        } else {
          out.append(opening(.wrongIssuer, severity, people))
        }
        switch clause.test.value.qualifier {
        case .forAllValues, .forAllValuesIfExists:
          out.append(opening(.forAllValues(isNews: severity > .low), severity, people))
        case .ifExists: out.append(opening(.ifExists, severity, people))
        case .plain, .forAnyValue, .forAnyValueIfExists: break
        }
      case .mapped:
        guard let reach else { continue }
        if let (shape, severity) = try forgiving(clause, statement, reach) {
          out.append(opening(shape, severity, reach.people))
        }
      }
    }
    return out
  }

  /// Of a key that some tokens have: who gets in because it may be missing.
  private func forgiving(
    _ clause: ConditionClause,
    _ statement: Statement,
    _ reach: StatementReach
  ) throws -> (Opening.Shape, FindingSeverity)? {
    guard let people = reach.people else { return nil }
    if clause.test.value.comparison == .null {
      // Asking for what every token lacks anyway asks for nothing.
      let without = try set(changing(clause, in: statement, to: nil), like: reach)
      guard people != .protected, try without.isIncluded(in: set(statement, like: reach)) != true else { return nil }
      return (.absenceAsked, .high)
    }
    if clause.test.value.qualifier == .plain { return nil }
    if isListed(clause, reach) { return nil }
    let asked = changing(clause, in: statement, to: clause.strict)
    let isNews = try set(statement, like: reach).isIncluded(in: set(asked, like: reach)) != true
    let strict = isNews ? try self.reach(asked, like: reach) : reach
    let isFarther = people.distance > strict?.people?.distance ?? -1
    switch clause.test.value.qualifier {
    case .ifExists:
      guard isNews else { return nil }
      return (.ifExists, isFarther ? max(people.severity, .medium) : .medium)
    case .forAllValues, .forAllValuesIfExists:
      guard isNews else { return (.forAllValues(isNews: false), .low) }
      return (.forAllValues(isNews: true), isFarther ? max(people.severity, .high) : .high)
    case .plain, .forAnyValue, .forAnyValueIfExists: return nil
    }
  }

  /// Whether the key really has several values, so that a set operator is right.
  private func isListed(_ clause: ConditionClause, _ reach: StatementReach) -> Bool {
    reach.answer.universe.forms.contains { form in
      guard case .component(let place) = form.source(of: clause.key.value),
        case .lists = form.components[place].domain.values
      else { return false }
      return true
    }
  }

  private func changing(_ clause: ConditionClause, in statement: Statement, to other: ConditionClause?) -> Statement {
    var statement = statement
    guard let place = statement.conditions.firstIndex(where: { $0.span == clause.span }) else { return statement }
    if let other {
      statement.conditions[place] = other
    } else {
      statement.conditions.remove(at: place)
    }
    return statement
  }
}

extension Opening {
  /// Whether it is the reason why people of other owners get in: it was to say whose pipelines are meant, and does not.
  var letsInOthers: Bool {
    guard severity > .medium, let key = clause?.key.value.folded else { return false }
    let namesOwner = Self.tenantClaims.contains { key.suffix($0.utf8.count + 1).elementsEqual(":\($0)".utf8) }
    return switch shape {
    case .forAllValues(let isNews): isNews && namesOwner
    case .ifExists, .unmapped, .wrongIssuer: namesOwner
    default: false
    }
  }

  /// Claims that say whose pipeline it is, mapped or not.
  private static let tenantClaims = [
    "sub", "repository", "repository_id", "repository_owner", "repository_owner_id", "enterprise_id", "enterprise",
    "project_path", "project_id", "namespace_path", "namespace_id", "job_project_path", "job_project_id",
    "organization_slug", "organization_id", "pipeline_slug", "pipeline_id", "terraform_organization_name",
    "terraform_organization_id", "terraform_workspace_id", "terraform_project_id",
  ]
}
