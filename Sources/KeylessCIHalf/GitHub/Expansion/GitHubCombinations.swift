import KeylessSource

/// The combinations of a matrix.
enum GitHubCombinations {
  struct Combination {
    /// By name in lower case.
    var values: [String: GitHubValue]
    /// What GitHub writes behind the job's name: the values in order.
    var label: [String]
    var reason: String?
  }

  /// GitHub's own bound.
  static let most = 256

  /// The whole matrix; one combination that says why it is not known otherwise.
  static func of(_ matrix: GitHubMatrix?, in evaluator: GitHubEvaluator) -> [Combination] {
    guard let matrix else { return [Combination(values: [:], label: [])] }
    let open = { (reason: String) in [Combination(values: [:], label: [], reason: reason)] }
    var names: [String] = []
    var dimensions: [[GitHubValue]] = []
    var (include, exclude): ([GitHubValue], [GitHubValue]) = ([], [])
    if let computed = matrix.computed {
      // The whole matrix from one expression, which is known when it reads literal JSON.
      guard case .object(let members) = evaluator.value(of: computed.value) else {
        return open("is computed by the run")
      }
      for member in members {
        guard case .array(let values) = member.value else { return open("is computed by the run") }
        switch member.name {
        case "include": include = values
        case "exclude": exclude = values
        default:
          names.append(member.name)
          dimensions.append(values)
        }
      }
    } else {
      for dimension in matrix.dimensions {
        guard let values = list(dimension.values, evaluator) else { return open("is computed by the run") }
        names.append(dimension.name)
        dimensions.append(values)
      }
      guard let more = list(matrix.include, evaluator), let less = list(matrix.exclude, evaluator) else {
        return open("is computed by the run")
      }
      (include, exclude) = (more, less)
    }
    // Stops growing beyond the bound, so that nothing overflows.
    let product = dimensions.reduce(1) { min($0 * min($1.count, most + 1), most + 1) }
    guard product <= most, include.count <= most, exclude.count <= most else {
      return open("has more than \(most) combinations")
    }
    return combinations(names, dimensions, include, exclude)
  }

  private static func combinations(
    _ names: [String],
    _ dimensions: [[GitHubValue]],
    _ include: [GitHubValue],
    _ exclude: [GitHubValue]
  ) -> [Combination] {
    var rows: [[GitHubValue.Member]] = names.isEmpty ? [] : [[]]
    for (name, values) in zip(names, dimensions) {
      rows = rows.flatMap { row in values.map { row + [.init(name: name, value: $0)] } }
    }
    rows.removeAll { row in exclude.contains { fits($0, row, every: true) } }
    let originals = rows
    for entry in include {
      guard case .object(let members) = entry else { continue }
      var wasAdded = false
      for at in originals.indices where fits(entry, originals[at], every: false) {
        wasAdded = true
        for member in members {
          if let old = rows[at].firstIndex(where: { $0.name == member.name }) {
            rows[at][old] = member
          } else {
            rows[at].append(member)
          }
        }
      }
      if !wasAdded { rows.append(members) }
    }
    return rows.prefix(most).map { row in
      Combination(
        values: Dictionary(row.map { ($0.name.lowercased(), $0.value) }) { $1 },
        label: row.compactMap { if case .object = $0.value { nil } else { $0.value.string } }
      )
    }
  }

  /// Whether an entry agrees with a row: in every name it has, or in those that the row has as well.
  private static func fits(_ entry: GitHubValue, _ row: [GitHubValue.Member], every: Bool) -> Bool {
    guard case .object(let members) = entry else { return false }
    return members.allSatisfy { member in
      guard let own = row.first(where: { $0.name == member.name }) else { return !every }
      return GitHubValue.equal(own.value, member.value) ?? (own.value == member.value)
    }
  }

  private static func list(_ node: YAMLNode?, _ evaluator: GitHubEvaluator) -> [GitHubValue]? {
    guard let node else { return [] }
    switch node.value {
    case .sequence(let nodes): return nodes.map { evaluated(GitHubValue($0), evaluator, 0) }
    case .scalar(let scalar):
      let value = evaluator.value(of: scalar.text)
      if case .array(let values) = value { return values }
      if case .open = value { return nil }
      return scalar.resolved == .null ? [] : [value]
    case .mapping: return nil
    }
  }

  private static func evaluated(_ value: GitHubValue, _ evaluator: GitHubEvaluator, _ depth: Int) -> GitHubValue {
    switch value {
    case .string(let text): evaluator.value(of: text)
    case .object(let members) where depth < 16:
      .object(members.map { .init(name: $0.name, value: evaluated($0.value, evaluator, depth + 1)) })
    case .array(let values) where depth < 16: .array(values.map { evaluated($0, evaluator, depth + 1) })
    default: value
    }
  }
}
