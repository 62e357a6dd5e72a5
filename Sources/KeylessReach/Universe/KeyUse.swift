package import KeylessPolicy
import KeylessSource

/// How policies compare a condition key, which decides what type its values have.
package struct KeyUse: Hashable, Sendable {
  private var families: [ConditionKey: Set<Family>] = [:]
  /// Keys under `ForAllValues` or `ForAnyValue`, which are about several values.
  private var lists: Set<ConditionKey> = []
  /// Whether `sts:TagSession` is decided by the very statements that decide the exchange, so that a token with session
  /// tags is taken exactly where one without them would be.
  package private(set) var tagsGoAlong = true

  package enum Family: Hashable, Sendable {
    case text, number, date, address
  }

  package init(_ policies: [PolicyDocument]) {
    for policy in policies {
      for statement in policy.statements {
        for clause in statement.conditions {
          if clause.test.value.qualifier.isSet { lists.insert(clause.key.value) }
          if let family = Family(clause.test.value.comparison.comparison) {
            families[clause.key.value, default: []].insert(family)
          }
          // What stands in a text is a text itself.
          for value in clause.values {
            for variable in value.value.variables { families[variable.key, default: []].insert(.text) }
          }
        }
      }
    }
    // Most policies ask for no tag.
    guard keys.contains(where: { $0.folded.starts(with: SessionTagKeys.start.utf8) }) else { return }
    let exchange = PolicyRequest(action: "sts:AssumeRoleWithWebIdentity")
    let tagging = PolicyRequest(action: "sts:TagSession")
    for policy in policies.map(CompiledPolicy.init) {
      for index in policy.document.statements.indices
      where policy.speaks(index, of: exchange) != policy.speaks(index, of: tagging) { tagsGoAlong = false }
    }
  }

  /// Nil when a key is compared in more than one way, or in none.
  package func family(of key: ConditionKey) -> Family? {
    guard let all = families[key], all.count == 1 else { return nil }
    return all.first
  }

  /// Whether a set operator asks for several values.
  package func isList(_ key: ConditionKey) -> Bool { lists.contains(key) }

  package func isUsed(_ key: ConditionKey) -> Bool { families[key] != nil }

  /// The keys of `Null`, which compares nothing.
  static func onlyTested(_ policies: [PolicyDocument]) -> [ConditionKey] {
    var keys: [ConditionKey] = []
    for statement in policies.flatMap(\.statements) {
      for clause in statement.conditions where !keys.contains(clause.key.value) { keys.append(clause.key.value) }
    }
    return keys
  }

  /// Every key of a condition or a variable.
  package var keys: [ConditionKey] { families.keys.sorted { $0.name < $1.name } }
}

extension ConditionQualifier {
  fileprivate var isSet: Bool {
    switch self {
    case .plain, .ifExists: false
    case .forAllValues, .forAllValuesIfExists, .forAnyValue, .forAnyValueIfExists: true
    }
  }
}

extension KeyUse.Family {
  fileprivate init?(_ comparison: ConditionOperator.Comparison) {
    switch comparison {
    case .text, .textIgnoringCase, .wildcards, .arn, .bool, .binary: self = .text
    case .number: self = .number
    case .date: self = .date
    case .address: self = .address
    case .null: return nil
    }
  }
}
