import KeylessSource

/// The ways through a script: what is played once, for each value, or only perhaps, and what all ways have in common.
extension ShellRun {
  mutating func choice(_ asked: [ShellItem], _ bodies: [[ShellItem]], isTotal: Bool) -> Bool? {
    var status: Bool?
    for item in asked where !state.isOver { status = play(item) }
    if bodies.count == 1, asked.count == 1, let status {
      if status { play(bodies[0]) }
      return nil
    }
    choose(bodies + (isTotal ? [] : [[]]))
    return nil
  }

  mutating func loop(_ variable: String?, _ words: [ShellWord], _ asked: [ShellItem], _ body: [ShellItem]) {
    let (split, values) = split(words)
    let texts = values.compactMap(\.text)
    if let variable, !words.isEmpty, texts.count == split.count, texts.count <= 16,
      !texts.contains(where: { $0.utf8.contains(UInt8(ascii: "*")) })
    {
      rounds(variable, Array(zip(texts, split)), body)
      return
    }
    if let variable {
      let reason = "`\(variable)` goes through values that are not known"
      let origin = "loop \(steps.count) \(variable)"
      state.variables[variable] = ShellVariable(ShellValue([.unknown(reason, origin: origin)]), isExported: false)
    }
    play(asked)
    guard !state.isOver else { return }
    let before = state
    let (wasSure, left) = (isSure, leavings)
    isSure = false
    let (on, out) = round(body)
    isSure = wasSure && leavings == left
    state = merged(on + out + [before])
  }

  /// Plays a loop's body for each of the values that are known.
  private mutating func rounds(_ variable: String, _ values: [(text: String, word: ShellWord)], _ body: [ShellItem]) {
    let (wasSure, left) = (isSure, leavings)
    defer { isSure = wasSure && leavings == left }
    var ways = [state]
    var behind: [ShellState] = []
    for (text, word) in values where !ways.isEmpty {
      state = merged(ways)
      // Loops in loops make many rounds even where no command stands in them.
      guard spend(at: word.span) else { return }
      state.variables[variable] = ShellVariable(
        ShellValue(text),
        isExported: false,
        source: word.source,
        at: word.span
      )
      let (on, out) = round(body)
      ways = on
      behind += out
      // Some way is out of the loop, so that the next round may not come.
      if !out.isEmpty { isSure = false }
    }
    ways += behind
    if !ways.isEmpty { state = merged(ways) }
  }

  /// Plays a loop's body: the ways that go on to the next round, and those that are out of the loop.
  private mutating func round(_ body: [ShellItem]) -> (on: [ShellState], out: [ShellState]) {
    let (outer, wasSure, left) = (early, isSure, leavings)
    early = []
    loops += 1
    play(body)
    loops -= 1
    var on: [ShellState] = []
    var out: [ShellState] = []
    var beyond: [ShellState] = []
    for var way in early + [state] {
      switch way.left {
      case nil, .round(1):
        way.left = nil
        on.append(way)
      case .loops(1):
        way.left = nil
        out.append(way)
      case .round(let count):
        way.left = .round(count - 1)
        beyond.append(way)
      case .loops(let count):
        way.left = .loops(count - 1)
        beyond.append(way)
      case .function: beyond.append(way)
      case .script: break
      }
    }
    early = outer + beyond
    leavings.bodies = left.bodies + beyond.count
    isSure = wasSure && leavings == left
    if let way = beyond.last { state = way }
    return (on, out)
  }

  /// Plays a function: every way that does not end the script comes back from it.
  mutating func call(_ bodies: [[ShellItem]]) {
    let outer = (state.locals, state.variables)
    state.locals = []
    returning { run in
      if bodies.count == 1 { run.play(bodies[0]) } else { run.choose(bodies) }
    }
    for name in state.locals { state.variables[name] = outer.1[name] }
    state.locals = outer.0
  }

  /// Plays what `return` leaves.
  mutating func returning(_ body: (inout ShellRun) -> Void) {
    let (outer, wasSure, left) = ((early, loops), isSure, leavings)
    (early, loops) = ([], 0)
    calls += 1
    body(&self)
    calls -= 1
    var ways = (early + [state]).filter { $0.left != .script }
    for index in ways.indices { ways[index].left = nil }
    if !ways.isEmpty { state = merged(ways) }
    (early, loops) = outer
    leavings.bodies = left.bodies
    isSure = wasSure && leavings == left
  }

  /// Goes every way from here, and on with what they have in common.
  mutating func choose(_ ways: [[ShellItem]]) {
    let before = state
    let (wasSure, earlier) = (isSure, leavings)
    var ends: [ShellState] = []
    for way in ways {
      state = before
      isSure = false
      play(way)
      ends.append(state)
    }
    for end in ends {
      switch end.left {
      case nil: break
      case .script: if shells > 0 || isFollowed && !end.isFailed { leavings.shells += 1 }
      case .function, .loops, .round: leavings.bodies += 1
      }
    }
    // What stands behind it is not for the ways that have left, and what comes later is for all.
    isSure = wasSure && leavings == earlier
    let open = ends.filter { !$0.isOver }
    let left = ends.filter { $0.isOver && $0.left != .script }
    early += open.isEmpty ? Array(left.dropFirst()) : left
    state = open.isEmpty ? left.first ?? ends.first ?? before : merged(open)
  }

  private mutating func merged(_ states: [ShellState]) -> ShellState {
    guard var result = states.first, states.count > 1 else { return states.first ?? state }
    kept -= states.reduce(0) { $0 + $1.size }
    for other in states.dropFirst() {
      for name in Set(result.variables.keys).union(other.variables.keys) {
        let left = result.variables[name]
        let right = other.variables[name]
        guard left?.value != right?.value || left?.isUnset != right?.isUnset || left?.isExported != right?.isExported
        else {
          if right?.mayBeUnset == true { result.variables[name]?.mayBeUnset = true }
          continue
        }
        if left == nil && right?.isUnset == true || right == nil && left?.isUnset == true {
          result.variables[name] = nil
          continue
        }
        let reason = "`\(name)` does not get the same value on every way through the script"
        result.variables[name] = ShellVariable(
          ShellValue([.unknown(reason, origin: "ways \(steps.count) \(name)")]),
          isExported: left?.isExported == true || right?.isExported == true,
          name: left?.name ?? right?.name,
          source: left?.source ?? right?.source ?? "",
          at: left?.span ?? right?.span
        )
        result.variables[name]?.mayBeUnset = [left, right].contains { $0?.isUnset != false || $0?.mayBeUnset == true }
      }
      if result.folder != other.folder { result.folder = nil }
      if result.sourced.count < other.sourced.count { result.sourced = other.sourced }
      // `popd` leads nowhere that is known then.
      if result.folders != other.folders { result.folders = [] }
      for name in Set(result.functions.keys).union(other.functions.keys) {
        let bodies = result.functions[name] ?? [[]]
        result.functions[name] = bodies + (other.functions[name] ?? [[]]).filter { !bodies.contains($0) }
      }
      result.locals.formUnion(other.locals)
    }
    return result
  }
}
