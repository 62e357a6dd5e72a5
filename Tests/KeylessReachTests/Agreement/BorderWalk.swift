import KeylessPolicy
import KeylessReach

/// A walk along the border of a reach: from one request to another that differs in one component, both asked of both
/// engines.
struct BorderWalk {
  private let ground: Ground
  private let examiner: Examiner
  private let pools: [PointPools]
  private var dice: Dice
  private var visited: [Visit] = []
  private var places: [Place: Int] = [:]
  private var admitted: [Int] = []
  private var refused: [Int] = []
  /// By field: the components whose change has changed the decision, as often as it did.
  private var turning: [[Int]]
  private(set) var near = 0

  struct Place: Hashable {
    var field: Int
    var point: Point
  }

  private struct Visit {
    var place: Place
    var isAdmitted: Bool
    var isNear = false
  }

  private(set) var decided = 0
  private(set) var wrong: Place?

  init(_ ground: Ground, _ pools: [PointPools], _ examiner: Examiner, _ dice: Dice) {
    self.ground = ground
    self.pools = pools
    self.examiner = examiner
    self.dice = dice
    turning = ground.fields.map { _ in [] }
  }

  var pairs: Int { visited.count }
  var admittedCount: Int { admitted.count }

  /// Until so many different requests were asked about, or no more are found.
  mutating func walk(_ count: Int) {
    for _ in 0..<count / 10 { visit(anywhere(), from: nil) }
    enterBoxes(count / 10)
    var tries = 0
    while visited.count < count, tries < count * 20 {
      tries += 1
      step()
    }
  }

  private mutating func anywhere() -> Place {
    let field = dice.number(0...(ground.fields.count - 1))
    let values = pools[field].values.map { $0.isEmpty ? Point.Value.absent : dice.pick($0) }
    return Place(field: field, point: Point(values))
  }

  /// Points that the reach says are in it, because a random one seldom meets a long literal.
  private mutating func enterBoxes(_ count: Int) {
    let boxes = ground.fields.indices.flatMap { field in
      ground.fields[field].possible.boxes.prefix(12).map { (field, $0) }
    }
    if boxes.isEmpty { return }
    for _ in 0..<count {
      let (field, box) = dice.pick(boxes)
      var place = anywhere()
      guard let values = inside(box, field) else { continue }
      place = Place(field: field, point: Point(values))
      visit(place, from: nil)
    }
  }

  private mutating func inside(_ box: Box, _ field: Int) -> [Point.Value]? {
    var out: [Point.Value] = []
    for (index, pool) in pools[field].values.enumerated() {
      let fitting = box.factors[index].map { factor in pool.filter(factor.contains) } ?? pool
      if let value = fitting.isEmpty ? nil : dice.pick(fitting) {
        out.append(value)
        continue
      }
      guard let factor = box.factors[index], factor.absent else { return nil }
      out.append(.absent)
    }
    return out
  }

  /// One component of a visited point becomes another: one that the policy sees where refused neighbours are wanted, and
  /// one that it does not see where admitted ones are.
  private mutating func step() {
    if visited.isEmpty { return visit(anywhere(), from: nil) }
    let isFromAdmitted = refused.isEmpty || (!admitted.isEmpty && dice.chance(94))
    let start = dice.pick(isFromAdmitted ? admitted : refused)
    let wantsNear = near <= admitted.count
    var place = visited[start].place
    let field = ground.fields[place.field]
    let known = turning[place.field]
    let touched = known.isEmpty || dice.chance(20) ? field.touched : known
    let isTouched = !touched.isEmpty && (wantsNear || !isFromAdmitted || dice.chance(10))
    let index = isTouched ? dice.pick(touched) : dice.number(0...(place.point.values.count - 1))
    let value = dice.neighbour(place.point.values[index], among: pools[place.field].values[index])
    guard value != place.point.values[index], field.isLegal(value, at: index) else { return }
    place.point.values[index] = value
    visit(place, from: start)
  }

  /// Whether the walk strays inside the reach although a border is known: of such requests every second one is asked and
  /// then forgotten, so that its pairs lie along the border.
  private mutating func isFar(_ field: Int) -> Bool {
    near * 3 < visited.count && admitted.count * 2 > visited.count && !turning[field].isEmpty && dice.chance(50)
  }

  private mutating func visit(_ place: Place, from start: Int?) {
    let field = ground.fields[place.field]
    var index = places[place]
    if index == nil {
      guard place.point.values.indices.allSatisfy({ field.isLegal(place.point.values[$0], at: $0) }) else { return }
      let finding = examiner.finding(ground, field, place.point)
      if finding.agrees, finding.isAdmitted, start != nil, isFar(place.field) { return }
      index = visited.count
      places[place] = visited.count
      if finding.isAdmitted { admitted.append(visited.count) } else { refused.append(visited.count) }
      visited.append(Visit(place: place, isAdmitted: finding.isAdmitted))
      if finding.isDecided { decided += 1 }
      if !finding.agrees, wrong == nil { wrong = place }
      // The short way to a request must be the whole one.
      if visited.count % 16 == 0,
        examiner.decide(ground.compiled, field.wholeRequest(place.point)) != finding.isAdmitted
      {
        wrong = wrong ?? place
      }
    }
    guard let start, let index, visited[start].isAdmitted != visited[index].isAdmitted else { return }
    for (number, pair) in zip(visited[start].place.point.values, place.point.values).enumerated()
    where pair.0 != pair.1 && turning[place.field].count < 64 { turning[place.field].append(number) }
    let outside = visited[start].isAdmitted ? index : start
    if !visited[outside].isNear {
      visited[outside].isNear = true
      near += 1
    }
  }
}
