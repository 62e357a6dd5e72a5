import KeylessSource

extension PolicyDocument {
  /// The condition keys that the policy asks for, in conditions and in variables, each once and in the order of the
  /// document.
  ///
  /// What a simulation must be told to be right (IAM API, `GetContextKeysForCustomPolicy`).
  package var contextKeys: [ConditionKey] {
    var keys: [ConditionKey] = []
    var seen: Set<ConditionKey> = []
    func add(_ key: ConditionKey) { if seen.insert(key).inserted { keys.append(key) } }
    for statement in statements {
      for pattern in statement.resource?.patterns ?? [] { pattern.value.text.variables.forEach { add($0.key) } }
      for clause in statement.conditions {
        add(clause.key.value)
        for value in clause.values { value.value.variables.forEach { add($0.key) } }
      }
    }
    return keys
  }
}

extension ConditionValue {
  /// The variables in the value, where its operator knows them.
  package var variables: [PolicyVariable] {
    switch operand {
    case .text(let text), .boolText(let text): text.variables
    case .number, .date, .bool, .bytes, .addresses, .absent: []
    }
  }
}
