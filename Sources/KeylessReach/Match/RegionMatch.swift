package import KeylessPlatforms
package import KeylessPolicy

/// Which of a job's pipelines a trust policy lets in.
package struct RegionMatch: Sendable {
  package enum Outcome: Sendable {
    /// Every pipeline gets in, surely.
    case all
    /// None does, surely.
    case none
    /// Some do and some do not, surely.
    case some
    /// It depends on what is not known.
    case unknown
  }

  /// One pipeline with what the policy is shown.
  package struct Example: Sendable {
    package let form: Form
    package let point: Point
    package let pipeline: Pipeline
    package let context: RequestContext
  }

  package let outcome: Outcome
  /// A pipeline of the job that gets in, where there is one.
  package let admitted: Example?
  /// A pipeline of the job that does not, where there is one.
  package let refused: Example?
  /// What the policy asks of components that were not told: `project_id` is `2222`.
  package let assumptions: [(component: String, words: String)]
  package let unknowns: [String]
  /// The layout it holds for, where the layouts of the platform's subjects differ.
  package let layout: SubjectLayout?

  static func none(_ reason: String) -> RegionMatch {
    RegionMatch(outcome: .none, admitted: nil, refused: nil, assumptions: [], unknowns: [reason], layout: nil)
  }

  var rank: Int {
    switch outcome {
    case .all: 0
    case .some: 1
    case .unknown: 2
    case .none: 3
    }
  }

  /// The same where the answer also takes this for granted.
  package func assuming(_ component: String, _ words: String) -> RegionMatch {
    RegionMatch(
      outcome: outcome,
      admitted: admitted,
      refused: refused,
      assumptions: assumptions + [(component, words)],
      unknowns: unknowns,
      layout: layout
    )
  }

  /// The same where some of the pipelines are refused for a reason that the policy does not know of.
  package func onSome() -> RegionMatch {
    guard outcome == .all else { return self }
    return RegionMatch(
      outcome: .some,
      admitted: admitted,
      refused: refused,
      assumptions: assumptions,
      unknowns: unknowns,
      layout: layout
    )
  }

  /// The same where it depends on what is not known.
  package func unknown(_ reasons: [String]) -> RegionMatch {
    RegionMatch(
      outcome: .unknown,
      admitted: admitted,
      refused: refused,
      assumptions: assumptions,
      unknowns: reasons,
      layout: layout
    )
  }

  func with(layout: SubjectLayout?) -> RegionMatch {
    RegionMatch(
      outcome: outcome,
      admitted: admitted,
      refused: refused,
      assumptions: assumptions,
      unknowns: unknowns,
      layout: layout
    )
  }

  static func one(
    _ parts: [TrustReach.FormReach],
    _ policy: CompiledPolicy,
    _ provider: String,
    _ region: PipelineRegion,
    _ universe: TrustUniverse,
    _ unknowns: [String],
    _ layout: SubjectLayout?,
    _ work: Work
  ) throws(TooComplex) -> RegionMatch {
    var (admitted, refused): (Example?, Example?)
    var (hasInside, hasOutside, isOpen) = (false, false, false)
    var assumptions: [(component: String, words: String)] = []
    let words = HintedWords(policy, work)
    let parts = parts.filter { region.fits($0.form) }
    if parts.isEmpty { return none("the platform has no token for such a pipeline") }
    for part in parts {
      let form = part.form
      let own = try region.boxes(form, work).withinLimits(form)
      if own.isEmpty { continue }
      let free = form.components.indices.filter { region.isFree(form.components[$0]) }
      let sure = try own.intersection(part.sure.freed(free, work), work).withinLimits(form)
      let possible = try part.possible.freed(free, work)
      let outside = try own.subtracting(possible, work).withinLimits(form)
      let rest = try own.subtracting(part.sure.freed(free, work), work).withinLimits(form)
      if !sure.isEmpty {
        hasInside = true
        let met = try own.intersection(part.sure, work).withinLimits(form)
        for box in met.boxes.prefix(1) {
          let asked = box.only(region.assumed.compactMap(form.place))
          if asked.isFull { continue }
          for (name, text) in try words.described(asked, form, []).components
          where !assumptions.contains(where: { $0.component == name }) {
            assumptions.append((name, text))
          }
        }
        admitted = admitted ?? example(met, form, universe)
      }
      if !outside.isEmpty {
        hasOutside = true
        refused = refused ?? example(outside, form, universe)
      } else if !rest.isEmpty {
        isOpen = true
      }
    }
    let outcome: Outcome
    switch (hasInside, hasOutside, isOpen) {
    case (true, true, _): outcome = .some
    case (true, false, false): outcome = .all
    case (false, _, false): outcome = .none
    default: outcome = .unknown
    }
    return RegionMatch(
      outcome: outcome,
      admitted: admitted,
      refused: refused,
      assumptions: assumptions,
      unknowns: outcome == .unknown ? unknowns : [],
      layout: layout
    )
  }

  private static func example(_ set: BoxSet, _ form: Form, _ universe: TrustUniverse) -> Example? {
    for box in set.boxes {
      guard let point = universe.point(in: box, of: form) else { continue }
      return Example(
        form: form,
        point: point,
        pipeline: universe.pipeline(of: point, form),
        context: form.context(of: point)
      )
    }
    return nil
  }
}

extension Box {
  /// The box without what it says of other components.
  fileprivate func only(_ places: [Int]) -> Box {
    var box = self
    for index in box.factors.indices where !places.contains(index) { box.factors[index] = nil }
    return box
  }

  fileprivate var isFull: Bool { factors.allSatisfy { $0 == nil } }
}

extension BoxSet {
  /// The set without any restriction of these components.
  fileprivate func freed(_ places: [Int], _ work: Work) throws(TooComplex) -> BoxSet {
    guard boxes.contains(where: { box in places.contains { box.factors[$0] != nil } }) else { return self }
    var out = BoxSet.nothing(domain)
    for box in boxes {
      var box = box
      for index in places { box.factors[index] = nil }
      out = try out.union(BoxSet([box], domain: domain), work)
    }
    return out
  }
}
