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
    let values = words.map { evaluate($0) }
    let texts = values.compactMap(\.text)
    if let variable, !words.isEmpty, texts.count == words.count, texts.count <= 16,
      !texts.contains(where: { $0.utf8.contains(UInt8(ascii: "*")) })
    {
      for (text, word) in zip(texts, words) where !state.isOver {
        // Loops in loops make many rounds even where no command stands in them.
        guard spend(at: word.span) else { return }
        state.variables[variable] = ShellVariable(
          ShellValue(text),
          isExported: false,
          source: word.source,
          at: word.span
        )
        play(body)
      }
      return
    }
    if let variable {
      let reason = "`\(variable)` goes through values that are not known"
      let origin = "loop \(steps.count) \(variable)"
      state.variables[variable] = ShellVariable(ShellValue([.unknown(reason, origin: origin)]), isExported: false)
    }
    play(asked)
    choose([body, []])
  }

  /// Goes every way from here, and on with what they have in common.
  mutating func choose(_ ways: [[ShellItem]]) {
    let before = state
    let wasSure = isSure
    isSure = false
    var ends: [ShellState] = []
    for way in ways {
      state = before
      play(way)
      ends.append(state)
    }
    isSure = wasSure
    let open = ends.filter { !$0.isOver }
    state = open.isEmpty ? ends.first ?? before : merged(open)
  }

  private func merged(_ states: [ShellState]) -> ShellState {
    guard var result = states.first, states.count > 1 else { return states.first ?? state }
    for other in states.dropFirst() {
      for name in Set(result.variables.keys).union(other.variables.keys) {
        let left = result.variables[name]
        let right = other.variables[name]
        guard left?.value != right?.value || left?.isUnset != right?.isUnset else { continue }
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
      }
      if result.folder != other.folder { result.folder = nil }
      if result.sourced.count < other.sourced.count { result.sourced = other.sourced }
      result.functions.merge(other.functions) { mine, _ in mine }
    }
    return result
  }
}
