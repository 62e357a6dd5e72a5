import KeylessPolicy
import KeylessReach
import KeylessTesting

/// The property itself: membership in the reach is what the evaluator decides.
struct Agreement: Sendable {
  var seed: UInt64
  var examiner = Examiner()
  var pairs = 500

  /// Policies of all arenas, on as many tasks as pay off.
  func tally(_ policies: Int) async throws -> Tally {
    let drafts = try Dictionary(
      Arena.all.map { ($0, try $0.drafts()) },
      uniquingKeysWith: { first, _ in first }
    )
    let tasks = 4
    return try await withThrowingTaskGroup(of: Tally.self) { group in
      for task in 0..<tasks {
        group.addTask {
          var tally = Tally()
          for index in stride(from: task, to: policies, by: tasks) {
            tally.add(try self.one(index, drafts))
          }
          return tally
        }
      }
      var out = Tally()
      for try await part in group { out.add(part) }
      return out
    }
  }

  /// The policy of this number, by itself, so that it can be looked at again.
  func one(_ index: Int, _ drafts: [Arena: [Form]]) throws -> Tally {
    var seeds = SplitMix64(seed: seed &+ UInt64(index))
    let hand = OperatorDeck(seed: seed).hand(index)
    let arena = Arena.fit(for: hand, index)
    var drawer = PolicyDrawer(dice: Dice(seed: seeds.next()), arena: arena, drafts: drafts[arena] ?? [])
    var tally = Tally()
    // Most policies that admit nobody are drawn again; some of them are kept.
    for attempt in 0..<8 {
      let (policy, origins) = drawer.policy(hand)
      var dice = drawer.dice
      guard let found = try examine(arena, policy, origins, &dice) else {
        tally.complex += 1
        drawer.dice = dice
        continue
      }
      if found.dead == 1, attempt < 7, dice.chance(85) {
        drawer.dice = dice
        continue
      }
      tally.add(found)
      break
    }
    return tally
  }

  /// Nil when the policy is too complex.
  private func examine(
    _ arena: Arena,
    _ policy: DrawnPolicy,
    _ origins: [PolicyDrawer.Facts],
    _ dice: inout Dice
  ) throws -> Tally? {
    let ground: Ground
    do { ground = try arena.ground(policy) } catch is TooComplex { return nil }
    let pools = try ground.fields.map { try PointPools($0, policy, origins, &dice) }
    var walk = BorderWalk(ground, pools, examiner, dice)
    walk.walk(pairs)
    dice = Dice(seed: dice.random.next())
    var tally = Tally()
    tally.policies = 1
    tally.dead = walk.admittedCount == 0 ? 1 : 0
    tally.bounded = ground.isExact ? 0 : 1
    tally.pairs = walk.pairs
    tally.admitted = walk.admittedCount
    tally.near = walk.near
    tally.decided = walk.decided
    for condition in policy.conditions {
      tally.drawn[condition.test, default: 0] += 1
      if ground.isExact { tally.drawnExactly.insert(condition.test) }
    }
    if let place = walk.wrong {
      tally.wrong.append(Counterexample(arena, policy, ground.fields[place.field], place.point))
    }
    return tally
  }
}
