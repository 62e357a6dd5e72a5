/// Whether one set is within another, and if not, a point that shows it.
package struct Inclusion: Sendable {
  /// Nil: unknown, because the difference lies between the bounds.
  package let holds: Bool?
  /// In the left and not in the right.
  package let counterexample: (form: Form, point: Point)?

  /// Uses the side that cannot lie: included when what is possibly left is surely right, not included when something is
  /// surely left and not even possibly right.
  package init(
    sure: BoxSet,
    possible: BoxSet,
    inSure other: BoxSet,
    possible otherPossible: BoxSet,
    _ form: Form,
    _ work: Work,
    _ choose: (Box) -> Point?
  ) throws(TooComplex) {
    let gap = try possible.subtracting(other, work).withinLimits(form)
    if gap.isEmpty {
      (holds, counterexample) = (true, nil)
      return
    }
    let certain = try sure.subtracting(otherPossible, work).withinLimits(form)
    for box in certain.boxes {
      if let point = choose(box) {
        (holds, counterexample) = (false, (form, point))
        return
      }
    }
    (holds, counterexample) = (nil, nil)
  }
}

extension GeneralReach {
  /// Whether everything that the left allows is allowed by the right.
  ///
  /// Texts with variables are the same where they are written the same.
  package static func inclusion(
    of left: GeneralReach,
    in right: GeneralReach,
    work: Work = Work()
  ) throws(TooComplex) -> Inclusion {
    try Inclusion(
      sure: left.sure,
      possible: left.possible,
      inSure: right.sure,
      possible: right.possible,
      left.form,
      work
    ) { box in left.form.anyPoint(in: box) }
  }
}

extension Form {
  /// The shortest value of every component, nothing where nothing need be.
  func anyPoint(in box: Box) -> Point? {
    var values: [Point.Value] = []
    for (component, factor) in zip(components, box.factors) {
      let factor = factor ?? component.domain
      if factor.absent {
        values.append(.absent)
      } else if case .text(let language) = factor.values, let text = language.shortest(within: component.longest) {
        values.append(.text(text))
      } else if case .addresses(let set) = factor.values, let first = set.first,
        let block = AddressSet(network: first, prefix: first.count * 8)?.blocks.first
      {
        values.append(.text(Array(block.description.utf8)))
      } else if case .numbers(let set) = factor.values, let text = NumberSample.text(in: set) {
        values.append(.text(text))
      } else if case .dates(let set) = factor.values, let text = NumberSample.text(in: set) {
        values.append(.text(text))
      } else if case .lists(let lists) = factor.values, let list = lists.member {
        values.append(.list(list))
      } else if factor.unreadable {
        values.append(.text(Array("-".utf8)))
      } else {
        return nil
      }
    }
    return Point(values)
  }
}
