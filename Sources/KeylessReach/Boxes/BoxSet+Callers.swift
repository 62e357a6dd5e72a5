extension BoxSet {
  /// The set without what only the caller chooses: in it is whoever gets in with some choice.
  package func freed(_ form: Form, _ work: Work) throws(TooComplex) -> BoxSet {
    let chosen = form.components.indices.filter { form.components[$0].origin == .caller }
    guard boxes.contains(where: { box in chosen.contains { box.factors[$0] != nil } }) else { return self }
    var out = BoxSet.nothing(domain)
    for box in boxes {
      var box = box
      for index in chosen { box.factors[index] = nil }
      out = try out.union(BoxSet([box], domain: domain), work)
    }
    return out
  }
}

extension Form {
  /// The point with the caller's part of it chosen so that the set has it; the point itself where nothing is to choose.
  func chosen(_ point: Point, in set: BoxSet) -> Point? {
    for box in set.boxes {
      let fits = components.indices.allSatisfy { index in
        components[index].origin == .caller || box.factors[index]?.contains(point.values[index]) ?? true
      }
      guard fits, let choice = anyPoint(in: box) else { continue }
      var point = point
      for index in components.indices where components[index].origin == .caller {
        if box.factors[index] != nil { point.values[index] = choice.values[index] }
      }
      return point
    }
    return nil
  }
}
