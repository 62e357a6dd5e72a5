package import KeylessPolicy

/// The reach of a trust policy for one issuer: which of its tokens are let in.
package struct TrustReach: Sendable {
  package let universe: TrustUniverse
  /// One per form of the universe, the custom ones behind the others.
  package let forms: [FormReach]

  package struct FormReach: Sendable {
    package let form: Form
    /// Surely let in.
    package var sure: BoxSet
    /// Not surely refused.
    package let possible: BoxSet
    /// By statement of the policy: whether some pipeline of the form meets all its conditions, possibly; nil where the
    /// statement does not speak of this exchange.
    package let statements: [Bool?]
  }

  /// Why the answer is not exact; empty when it is.
  package let unknowns: [String]

  /// Throws when the policy is beyond the bounds of `Work`.
  package init(
    _ policy: CompiledPolicy,
    resourceControl: [CompiledPolicy] = [],
    provider: String,
    in universe: TrustUniverse,
    work: Work = Work()
  ) throws(TooComplex) {
    self.universe = universe
    let request = Self.request(provider)
    var out: [FormReach] = []
    var unknowns: [String] = []
    for form in universe.forms + universe.customForms {
      let region = try PolicyRegion(policy, request, form, work)
      // A provider without a client id takes no token at all.
      var reach = form.domain.contains(where: \.isEmpty) ? .nothing(form.domain) : try region.reach(work)
      for control in resourceControl {
        reach = try reach.intersection(try PolicyRegion(control, request, form, work).reach(work), work)
      }
      for unknown in reach.unknowns where !unknowns.contains(unknown) { unknowns.append(unknown) }
      let sure = try reach.sure.withinLimits(form).merged(work)
      out.append(
        FormReach(
          form: form,
          sure: sure,
          possible: reach.isExact ? sure : try reach.possible.withinLimits(form).merged(work),
          statements: region.statements.map { $0.map { !$0.possible.withinLimits(form).isEmpty } }
        )
      )
    }
    forms = out
    self.unknowns = unknowns
  }

  /// The exchange of a token of the provider with this ARN.
  package static func request(_ provider: String, _ context: RequestContext = RequestContext()) -> PolicyRequest {
    PolicyRequest(
      principal: .federated(provider: provider),
      action: "sts:AssumeRoleWithWebIdentity",
      context: context
    )
  }

  private init(universe: TrustUniverse, forms: [FormReach], unknowns: [String]) {
    self.universe = universe
    self.forms = forms
    self.unknowns = unknowns
  }

  func mapped(_ change: (FormReach) throws(TooComplex) -> FormReach) throws(TooComplex) -> TrustReach {
    var changed: [FormReach] = []
    for part in forms { changed.append(try change(part)) }
    return TrustReach(universe: universe, forms: changed, unknowns: unknowns)
  }

  /// What gets in by any of several providers of one issuer.
  package static func united(_ all: [TrustReach], _ work: Work) throws(TooComplex) -> TrustReach {
    guard var out = all.first else { throw TooComplex(bound: .mixedTypes) }
    for other in all.dropFirst() {
      var forms: [FormReach] = []
      for (left, right) in zip(out.forms, other.forms) {
        forms.append(
          FormReach(
            form: left.form,
            sure: try left.sure.union(right.sure, work),
            possible: try left.possible.union(right.possible, work),
            statements: left.statements
          )
        )
      }
      out = TrustReach(
        universe: out.universe,
        forms: forms,
        unknowns: out.unknowns + other.unknowns.filter { !out.unknowns.contains($0) }
      )
    }
    return out
  }

  /// Whether everybody whom this lets in is let in by the other, of the same universe; nil: unknown.
  package func isIncluded(in other: TrustReach, _ work: Work = Work()) throws(TooComplex) -> Bool? {
    var holds: Bool? = true
    for (left, right) in zip(forms, other.forms) {
      let part = try Inclusion(
        sure: left.sure,
        possible: left.possible,
        inSure: right.sure,
        possible: right.possible,
        left.form,
        work
      ) { universe.point(in: $0, of: left.form) }
      if part.holds == false { return false }
      if part.holds == nil { holds = nil }
    }
    return holds
  }

  /// Whether nobody gets in, surely.
  package var isEmpty: Bool { forms.allSatisfy { $0.possible.isEmpty } }
}

extension BoxSet {
  /// Without the boxes in which a component can only be longer than its platform allows.
  func withinLimits(_ form: Form) -> BoxSet {
    let kept = boxes.filter { box in
      zip(box.factors, form.components).allSatisfy { factor, component in
        guard let factor, case .text(let language) = factor.values, !factor.absent else { return true }
        return language.shortest(within: component.longest) != nil
      }
    }
    return BoxSet(kept, domain: domain)
  }
}
