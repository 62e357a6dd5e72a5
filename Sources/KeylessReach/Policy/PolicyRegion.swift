import KeylessPolicy
import KeylessSource

/// What a policy admits of one form, and what each of its statements does.
struct PolicyRegion {
  /// By statement, in the order of the document; nil: the statement does not speak of this request at all.
  private(set) var statements: [Region?] = []
  private(set) var allowed: Region
  private(set) var denied: Region

  /// The request names caller, action and resource; its context is the form.
  init(_ policy: CompiledPolicy, _ request: PolicyRequest, _ form: Form, _ work: Work) throws(TooComplex) {
    allowed = .nothing(form.domain)
    denied = .nothing(form.domain)
    for (index, statement) in policy.document.statements.enumerated() {
      guard policy.speaks(index, of: request) else {
        statements.append(nil)
        continue
      }
      let region = try Self.region(of: statement.conditions, form, work)
      statements.append(region)
      if statement.effect.value == .deny {
        denied = try denied.union(region, work)
      } else {
        allowed = try allowed.union(region, work)
      }
    }
  }

  /// What is allowed and not denied.
  func reach(_ work: Work) throws(TooComplex) -> Region { try allowed.subtracting(denied, work) }

  /// All conditions together; those with variables last, because the others may settle what a variable stands for.
  static func region(
    of conditions: [ConditionClause],
    _ form: Form,
    _ work: Work
  ) throws(TooComplex) -> Region {
    var region = Region.everything(form.domain)
    let plain = conditions.filter { clause in clause.values.allSatisfy { $0.value.variables.isEmpty } }
    let related = conditions.filter { clause in !clause.values.allSatisfy { $0.value.variables.isEmpty } }
    for clause in plain + related {
      region = try ConditionRegion.region(clause, form, within: region, work)
      if region.possible.isEmpty { break }
    }
    return region
  }
}
