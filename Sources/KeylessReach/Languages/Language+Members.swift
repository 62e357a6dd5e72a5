extension Language {
  package var isFinite: Bool { onlyMember != nil || longestLength != nil }

  /// All members when there are at most so many, shortest first and then bytewise; nil when there are more.
  package func members(atMost limit: Int) -> [[UInt8]]? {
    if let text = onlyMember, limit > 0 { return [text] }
    guard let longest = longestLength, limit >= 0 else { return nil }
    let found = Enumeration(self, order: 0...255).members(atMost: limit < .max ? limit + 1 : limit, longest: longest)
    return found.count <= limit ? found : nil
  }

  /// The first so many members, shorter ones first and readable ones before others: candidates for a witness that must
  /// satisfy something more.
  package func members(preferring limit: Int) -> [[UInt8]] {
    Enumeration(self, order: Readability.order).members(atMost: limit, longest: longestLength ?? .max)
  }

  /// The length of the longest member, negative where there is no member; nil when there is none longest.
  private var longestLength: Int? {
    guard !isEmpty else { return -1 }
    let width = automaton.classes.count
    let dead = UInt32(deadState)
    // Depth first without recursion: a state met again while it is open lies on a loop.
    var longest = [Int](repeating: -1, count: stateCount)
    var isOpen = [Bool](repeating: false, count: stateCount)
    var path = [(state: 0, column: 0)]
    isOpen[0] = true
    while let (state, column) = path.last {
      if column == width {
        path.removeLast()
        isOpen[state] = false
        longest[state] = max(longest[state], 0)
        if let parent = path.last { longest[parent.state] = max(longest[parent.state], longest[state] + 1) }
        continue
      }
      path[path.count - 1].column += 1
      let target = automaton.table[state * width + column]
      if target == dead { continue }
      let next = Int(target)
      if isOpen[next] { return nil }
      if longest[next] >= 0 {
        longest[state] = max(longest[state], longest[next] + 1)
      } else {
        isOpen[next] = true
        path.append((next, 0))
      }
    }
    return longest[0]
  }
}
