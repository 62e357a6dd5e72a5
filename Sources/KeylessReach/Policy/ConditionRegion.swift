import KeylessPolicy
import KeylessSource

/// What one condition admits of one form.
///
/// The rules for missing keys, empty lists and several values are those of the evaluator (`CompiledCondition`); that the
/// two agree is a property test and is checked again for every witness.
struct ConditionRegion {
  let clause: ConditionClause
  let form: Form
  let work: Work

  private var test: ConditionTest { clause.test.value }
  private var domain: [Factor] { form.domain }

  /// Within what the other conditions leave, because a variable can be known there that is not known everywhere.
  static func region(
    _ clause: ConditionClause,
    _ form: Form,
    within given: Region,
    _ work: Work
  ) throws(TooComplex) -> Region {
    let condition = ConditionRegion(clause: clause, form: form, work: work)
    let variables = clause.values.flatMap { $0.value.variables }
    if variables.isEmpty {
      return try given.intersection(condition.region { _ in .absent }, work)
    }
    return try condition.region(variables, within: given)
  }

  /// With every variable known.
  private func region(
    _ variables: @escaping (PolicyVariable) -> ValueLanguage.VariableValue
  ) throws(TooComplex) -> Region {
    switch form.source(of: clause.key.value) {
    case .absent: return whenAbsent ? .everything(domain) : .nothing(domain)
    case .unknown(let reason): return .unknown(domain, reason)
    case .component(let index):
      switch try admitted(domain[index], variables) {
      case .exact(let factor): return Region(boxes(index, factor))
      case .between(let sure, let possible, let reason):
        return Region(sure: boxes(index, sure), possible: boxes(index, possible), unknowns: [reason])
      }
    case .template(let segments, let presence):
      switch try admitted(.text(.anything), variables) {
      case .exact(let factor): return Region(try split(factor, segments, presence))
      case .between(let sure, let possible, let reason):
        return Region(
          sure: try split(sure, segments, presence),
          possible: try split(possible, segments, presence),
          unknowns: [reason]
        )
      }
    }
  }

  private func boxes(_ index: Int, _ factor: Factor) -> BoxSet {
    if factor.isEmpty { return .nothing(domain) }
    if factor == domain[index] { return .everything(domain) }
    return BoxSet([.only(index, factor, of: domain.count)], domain: domain)
  }

  private func split(
    _ factor: Factor,
    _ segments: [KeySource.Segment],
    _ presence: Int?
  ) throws(TooComplex) -> BoxSet {
    let present = try TemplateSplit.boxes(factor.language, across: segments, domain: domain, work)
    guard let presence else { return present }
    let there = boxes(presence, .text(Presence.present))
    let out = try present.intersection(there, work)
    return whenAbsent ? try out.union(boxes(presence, .text(Presence.absent)), work) : out
  }

  private var whenAbsent: Bool {
    if test.comparison == .null { return wantsAbsence.contains(true) }
    switch test.qualifier {
    case .plain: return test.comparison.isNegated
    case .ifExists, .forAllValues, .forAllValuesIfExists: return true
    // Disputed with `IfExists`, and false in the evaluator too.
    case .forAnyValue, .forAnyValueIfExists: return false
    }
  }

  private var wantsAbsence: [Bool] {
    clause.values.compactMap { if case .absent(let absent) = $0.value.operand { absent } else { nil } }
  }
}

extension ConditionRegion {
  private enum Admitted {
    case exact(Factor)
    case between(Factor, Factor, String)
  }

  /// The values of a factor with which the condition holds.
  private func admitted(
    _ domain: Factor,
    _ variables: @escaping (PolicyVariable) -> ValueLanguage.VariableValue
  ) throws(TooComplex) -> Admitted {
    if test.comparison == .null { return .exact(existence(domain)) }
    let absent = domain.absent && whenAbsent
    switch domain.values {
    case .text(let language):
      guard let matched = try TextMatch(clause, language, variables, work).language() else {
        var all = domain
        all.absent = absent
        return .between(Factor(.text(.none), absent: absent), all, mixed)
      }
      let held = test.comparison.isNegated ? try work.combine(language, matched, .left) : matched
      return .exact(Factor(.text(try work.combine(held, language, .both)), absent: absent))
    case .lists(let lists):
      guard let matched = try TextMatch(clause, .anything, variables, work).language() else {
        return .between(Factor(.lists(.nothing), absent: absent), domain, mixed)
      }
      let held = test.comparison.isNegated ? try work.combine(.anything, matched, .left) : matched
      return .exact(Factor(.lists(try ofLists(held).intersection(lists, work)), absent: absent))
    case .numbers(let all):
      let matched = IntervalSet<ExactDecimal>.matching(clause)
      let held = test.comparison.isNegated ? all.subtracting(matched) : all.intersection(matched)
      return .exact(Factor(.numbers(held), unreadable: domain.unreadable && test.comparison.isNegated, absent: absent))
    case .dates(let all):
      let matched = IntervalSet<PolicyDate>.matching(clause)
      let held = test.comparison.isNegated ? all.subtracting(matched) : all.intersection(matched)
      return .exact(Factor(.dates(held), unreadable: domain.unreadable && test.comparison.isNegated, absent: absent))
    case .addresses(let all):
      let matched = AddressSet.matching(clause)
      let held = test.comparison.isNegated ? all.subtracting(matched) : all.intersection(matched)
      return .exact(
        Factor(.addresses(held), unreadable: domain.unreadable && test.comparison.isNegated, absent: absent)
      )
    }
  }

  /// `Null`: there or not; an empty list counts as not there.
  private func existence(_ domain: Factor) -> Factor {
    let (absent, present) = (wantsAbsence.contains(true), wantsAbsence.contains(false))
    var out = domain
    out.absent = domain.absent && absent
    if case .lists(var lists) = domain.values {
      lists.empty = lists.empty && absent
      if !present { (lists.one, lists.many) = (.none, []) }
      out.values = .lists(lists)
    } else if !present {
      out.values = domain.values.none
      out.unreadable = false
    }
    return out
  }

  private func ofLists(_ held: Language) -> ListSet {
    switch test.qualifier {
    // One value at the most, and a list without any is as good as a missing key to a negated operator.
    case .plain, .ifExists: ListSet(empty: test.comparison.isNegated, one: held, many: [])
    case .forAllValues, .forAllValuesIfExists: .all(held)
    case .forAnyValue, .forAnyValueIfExists: .some(held)
    }
  }

  private var mixed: String {
    "`\(clause.key.value)` is compared by \(test), and which of its texts that matches is not known"
  }
}

extension ConditionRegion {
  /// With variables: exact where what they stand for has few values, else between the bounds.
  private func region(_ variables: [PolicyVariable], within given: Region) throws(TooComplex) -> Region {
    var keys: [ConditionKey] = []
    for variable in variables where !keys.contains(variable.key) { keys.append(variable.key) }
    var out = Region.nothing(domain)
    var unknowns: [String] = []
    for box in given.possible.boxes {
      let whole = Region(BoxSet([box], domain: domain))
      guard let cases = try VariableCases.all(keys, in: box, form, work) else {
        // A negated condition surely holds where it does whatever they stand for; another one by its values without any.
        let upper = try region { _ in .anything }
        let lower = test.comparison.isNegated ? upper.sure : try region({ _ in .nothing }).sure
        let outer = test.comparison.isNegated ? BoxSet.everything(domain) : upper.possible
        let reason =
          "related claims: `\(clause.key.value)` is compared with `\(keys.map(\.name).joined(separator: "`, `"))`"
        for reason in upper.unknowns + [reason] where !unknowns.contains(reason) { unknowns.append(reason) }
        let bounded = Region(sure: lower, possible: outer, unknowns: [reason])
        out = try out.union(whole.intersection(bounded, work), work)
        continue
      }
      for one in cases {
        let part = Region(BoxSet([one.box], domain: domain))
        let held = try region { variable in
          one.values[variable.key].map(ValueLanguage.VariableValue.text) ?? .absent
        }
        out = try out.union(part.intersection(held, work), work)
      }
    }
    if given.isExact { return out }
    return Region(
      sure: try out.sure.intersection(given.sure, work),
      possible: out.possible,
      unknowns: given.unknowns + out.unknowns.filter { !given.unknowns.contains($0) }
    )
  }
}
