/// The classes of equivalent live states (Hopcroft 1971).
///
/// It begins from the distance to acceptance and not from acceptance alone: states at different distances are never
/// equivalent, and in the chains that literals make this already tells nearly all states apart.
struct Partition {
  /// The block of each state; -1 where nothing is accepted any more.
  private(set) var blockOf: [Int32]
  /// The live states, block after block.
  private var members: [UInt32]
  private var place: [UInt32]
  private var first: [Int] = []
  private var end: [Int] = []
  /// How many members of a block, at its front, are marked.
  private var marked: [Int] = []
  private var touched: [Int] = []

  var blockCount: Int { first.count }

  init(_ automaton: Automaton, _ predecessors: Predecessors) {
    let (distance, order) = predecessors.distances(toAccepting: automaton.accepting)
    members = order
    blockOf = distance
    place = [UInt32](repeating: 0, count: distance.count)
    var last: Int32 = -1
    for index in order.indices {
      let state = Int(order[index])
      place[state] = UInt32(index)
      if distance[state] != last {
        last = distance[state]
        if !end.isEmpty { end[end.count - 1] = index }
        first.append(index)
        end.append(order.count)
        marked.append(0)
      }
    }
    refine(predecessors, automaton.classes.count)
  }

  /// Any state of a block stands for all.
  func representative(_ block: Int) -> Int { Int(members[first[block]]) }

  private mutating func refine(_ predecessors: Predecessors, _ width: Int) {
    var pending = Array(first.indices)
    var targets: [UInt32] = []
    while blockCount < members.count, let splitter = pending.popLast() {
      targets.removeAll(keepingCapacity: true)
      targets.append(contentsOf: members[first[splitter]..<end[splitter]])
      for column in 0..<width {
        for target in targets {
          for index in predecessors.of(Int(target), column) { mark(predecessors[index]) }
        }
        while let block = touched.popLast() { split(block, &pending) }
      }
    }
  }

  @inline(__always)
  private mutating func mark(_ state: Int) {
    let block = Int(blockOf[state])
    let start = first[block]
    if end[block] - start == 1 { return }
    let border = start + marked[block]
    let position = Int(place[state])
    if position < border { return }
    let other = members[border]
    members[border] = UInt32(state)
    members[position] = other
    place[state] = UInt32(border)
    place[Int(other)] = UInt32(position)
    if border == start { touched.append(block) }
    marked[block] += 1
  }

  /// Parts the marked members from the others; the smaller half is the new block and is always looked at again, the
  /// other one only if it was still waiting.
  private mutating func split(_ block: Int, _ pending: inout [Int]) {
    let (start, stop, border) = (first[block], end[block], first[block] + marked[block])
    marked[block] = 0
    if border == stop { return }
    let isFrontSmaller = border - start <= stop - border
    let new = first.count
    first.append(isFrontSmaller ? start : border)
    end.append(isFrontSmaller ? border : stop)
    marked.append(0)
    if isFrontSmaller { first[block] = border } else { end[block] = border }
    for index in first[new]..<end[new] { blockOf[Int(members[index])] = Int32(new) }
    pending.append(new)
  }
}
