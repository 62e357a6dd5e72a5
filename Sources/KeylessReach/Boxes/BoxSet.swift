/// A set of pipelines of one form, as disjoint boxes.
package struct BoxSet: Sendable {
  package private(set) var boxes: [Box]
  /// What every component may be at all.
  let domain: [Factor]

  init(_ boxes: [Box], domain: [Factor]) {
    self.boxes = boxes
    self.domain = domain
  }

  static func nothing(_ domain: [Factor]) -> BoxSet { BoxSet([], domain: domain) }
  static func everything(_ domain: [Factor]) -> BoxSet { BoxSet([.full(domain.count)], domain: domain) }

  package var isEmpty: Bool { boxes.isEmpty }

  func intersection(_ other: BoxSet, _ work: Work) throws(TooComplex) -> BoxSet {
    var out: [Box] = []
    for left in boxes {
      for right in other.boxes {
        if let both = try left.intersection(right, work) { out.append(both) }
        try work.check(boxes: out.count)
      }
    }
    return BoxSet(out, domain: domain)
  }

  /// A∖B as the disjoint union over i of (A₁∩B₁)×…×(Aᵢ∖Bᵢ)×Aᵢ₊₁×… (DESIGN, "Reach is computed").
  func subtracting(_ other: BoxSet, _ work: Work) throws(TooComplex) -> BoxSet {
    var left = boxes
    for box in other.boxes {
      var next: [Box] = []
      for candidate in left { next += try difference(candidate, box, work) }
      try work.check(boxes: next.count)
      left = next
    }
    return BoxSet(left, domain: domain)
  }

  func union(_ other: BoxSet, _ work: Work) throws(TooComplex) -> BoxSet {
    if isEmpty { return other }
    let rest = try other.subtracting(self, work)
    try work.check(boxes: boxes.count + rest.boxes.count)
    return BoxSet(boxes + rest.boxes, domain: domain)
  }

  func filtered(_ isKept: (Box) -> Bool) -> BoxSet { BoxSet(boxes.filter(isKept), domain: domain) }

  func complement(_ work: Work) throws(TooComplex) -> BoxSet {
    try BoxSet.everything(domain).subtracting(self, work)
  }

  func isSubset(of other: BoxSet, _ work: Work) throws(TooComplex) -> Bool {
    try subtracting(other, work).isEmpty
  }

  /// Boxes that differ in one factor only, as one.
  func merged(_ work: Work) throws(TooComplex) -> BoxSet {
    var out = boxes
    var index = 0
    while index < out.count {
      var other = index + 1
      var changed = false
      while other < out.count {
        if let place = Self.onlyDifference(out[index], out[other]) {
          let left = out[index].factors[place] ?? domain[place]
          let right = out[other].factors[place] ?? domain[place]
          let union = try left.union(right, work)
          out[index].factors[place] = union == domain[place] ? nil : union
          out.remove(at: other)
          changed = true
        } else {
          other += 1
        }
      }
      // A grown box may fit one that it did not fit before.
      if changed { index = 0 } else { index += 1 }
    }
    return BoxSet(out, domain: domain)
  }

  private static func onlyDifference(_ left: Box, _ right: Box) -> Int? {
    var place: Int?
    for index in left.factors.indices where left.factors[index] != right.factors[index] {
      guard place == nil else { return nil }
      place = index
    }
    return place
  }

  private func difference(_ left: Box, _ right: Box, _ work: Work) throws(TooComplex) -> [Box] {
    guard try left.intersection(right, work) != nil else { return [left] }
    var out: [Box] = []
    var rest = left
    for index in right.factors.indices {
      guard let taken = right.factors[index] else { continue }
      let own = rest.factors[index] ?? domain[index]
      let outside = try own.subtracting(taken, work)
      if !outside.isEmpty {
        var box = rest
        box.factors[index] = outside
        out.append(box)
      }
      rest.factors[index] = try own.intersection(taken, work)
    }
    return out
  }
}
