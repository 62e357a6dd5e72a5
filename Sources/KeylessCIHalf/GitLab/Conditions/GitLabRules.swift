import KeylessSource

/// When a job runs: `rules`, or `only` and `except`, under `workflow`.
struct GitLabRules {
  /// One way in: the kind of pipeline, what must hold, and the rule that says so.
  struct Way: Hashable {
    var kind: GitLabKind
    var literals: [GitLabFormula.Literal]
    var span: SourceSpan
    /// The rule's own place in the list; nil when the job has none.
    var rule: Int?
  }

  let project: CIProject
  let kinds: [GitLabKind]
  let workflow: GitLabNode?

  /// The ways in which a job runs, as far as they can be told apart.
  func ways(_ job: GitLabNode, name: SourceSpan, scope: GitLabScope) -> [Way] {
    var ways: [Way] = []
    for kind in kinds {
      let pipeline = GitLabFormula.product([kind.base], pipeline(kind, scope))
      if pipeline?.isEmpty == true { continue }
      for way in found(job, name: name, kind: kind, scope: scope) {
        if let alternatives = GitLabFormula.product(pipeline, way.alternatives) {
          ways += alternatives.map { Way(kind: kind, literals: $0, span: way.span, rule: way.rule) }
        } else {
          let literal = GitLabFormula.Literal(
            atom: .unknown("its rules say so, which are too many to tell apart"),
            isNegated: false
          )
          ways.append(Way(kind: kind, literals: [literal], span: way.span, rule: way.rule))
        }
      }
    }
    return ways
  }

  /// What lets a job run; its alternatives are nil when they are too many.
  private struct Found {
    var alternatives: [[GitLabFormula.Literal]]?
    var span: SourceSpan
    var rule: Int?
  }

  /// When a pipeline of this kind is made at all.
  private func pipeline(_ kind: GitLabKind, _ scope: GitLabScope) -> [[GitLabFormula.Literal]]? {
    guard let rules = workflow?["rules"] else { return [[]] }
    var all: [[GitLabFormula.Literal]] = []
    for found in Self.walk(rules, kind: kind, scope: scope) {
      guard let alternatives = found.alternatives else { return nil }
      all = GitLabFormula.tidy(all + alternatives)
      guard all.count <= GitLabFormula.mostAlternatives else { return nil }
    }
    return all
  }

  private func found(_ job: GitLabNode, name: SourceSpan, kind: GitLabKind, scope: GitLabScope) -> [Found] {
    if let rules = job["rules"] {
      if case .unknown(let reason) = rules.value {
        return [Found(alternatives: [[.init(atom: .unknown(reason), isNegated: false)]], span: rules.span)]
      }
      return Self.walk(rules, kind: kind, scope: scope)
    }
    if job["when"]?.text == "never" { return [] }
    let only = job["only"]
    let except = job["except"]
    // With `workflow:rules` a job without conditions of its own runs in every pipeline.
    if only == nil, workflow?["rules"] != nil, except == nil { return [Found(alternatives: [[]], span: name)] }
    let policy = GitLabPolicy(kind: kind, scope: scope, project: project)
    let runs = GitLabFormula.all([policy.only(only), .not(policy.except(except))]).simplified
    return [Found(alternatives: runs.alternatives(), span: only?.span ?? except?.span ?? name)]
  }

  /// Most rules that are looked at.
  private static let mostRules = 100

  /// Each rule that lets something run, with those before it ruled out.
  private static func walk(_ rules: GitLabNode, kind: GitLabKind, scope: GitLabScope) -> [Found] {
    var found: [Found] = []
    var open: [[GitLabFormula.Literal]]? = [[]]
    for (index, rule) in rules.flattened.enumerated() {
      guard index < mostRules else {
        found.append(Found(alternatives: nil, span: rule.span, rule: index))
        break
      }
      let holds = condition(rule, kind: kind, scope: scope).simplified
      if holds == .never { continue }
      if rule["when"]?.text != "never" {
        let alternatives = GitLabFormula.product(open, holds.alternatives())
        if alternatives?.isEmpty != true {
          found.append(Found(alternatives: alternatives, span: rule.span, rule: index))
        }
        // Once it is too much, the later rules are covered by the same words.
        if alternatives == nil, open == nil { break }
      }
      if holds == .always { break }
      open = GitLabFormula.product(open, holds.alternatives(negated: true))
      if open?.isEmpty == true { break }
    }
    return found
  }

  /// When one rule holds: all that it asks at once.
  static func condition(_ rule: GitLabNode, kind: GitLabKind, scope: GitLabScope) -> GitLabFormula {
    if case .unknown(let reason) = rule.value { return .atom(.unknown(reason)) }
    var parts: [GitLabFormula] = []
    if let condition = rule["if"] {
      if let text = condition.text {
        parts.append(GitLabExpression.formula(text, kind: kind, scope: scope))
      } else {
        parts.append(.atom(.unknown("its `if` holds")))
      }
    }
    if let changes = rule["changes"] {
      // Tags and pipelines without a push have nothing to compare with, and the rule holds.
      let compares = kind.event == "push" && kind.refType == .branch || kind.isMergeRequest
      if compares || changes["compare_to"] != nil {
        parts.append(.atom(.unknown("the commits change `\(Self.list(changes))`")))
      }
    }
    if let exists = rule["exists"] { parts.append(.atom(.unknown("`\(Self.list(exists))` exists"))) }
    return .all(parts)
  }

  private static func list(_ node: GitLabNode) -> String {
    let paths = (node["paths"] ?? node).flattened.compactMap(\.text)
    return paths.prefix(3).joined(separator: "`, `") + (paths.count > 3 ? "`, …" : "")
  }
}
