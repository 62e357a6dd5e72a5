extension Automaton {
  /// The one automaton of this language: minimal, with the coarsest byte classes in the order of their first bytes, and
  /// states numbered breadth first.
  ///
  /// The transitions turned round may be given: they are the same whatever is accepted.
  func canonical(_ predecessors: Predecessors? = nil) -> Automaton {
    let partition = Partition(self, predecessors ?? Predecessors(self, without: sink))
    guard partition.blockOf[0] >= 0 else {
      return Automaton(classes: ByteClasses(), table: [0], accepting: [false])
    }
    let dead = UInt32(partition.blockCount)
    let width = classes.count
    var rows = [UInt32](repeating: dead, count: (partition.blockCount + 1) * width)
    var hashes = [UInt64](repeating: 0, count: width)
    for block in 0..<partition.blockCount {
      let source = partition.representative(block) * width
      for column in 0..<width {
        let target = partition.blockOf[Int(table[source + column])]
        let value = target < 0 ? dead : UInt32(target)
        rows[block * width + column] = value
        hashes[column] = (hashes[column] ^ UInt64(value)) &* 0x9E37_79B9_7F4A_7C15
      }
    }
    let (merged, columns) = mergingEqualColumns(rows, hashes, partition.blockCount)
    return Self.numbered(rows, width, merged, columns, start: Int(partition.blockOf[0])) { block in
      block < partition.blockCount && accepting[partition.representative(block)]
    }
  }

  /// The same for an automaton that is known to be minimal: no two of its states accept the same texts.
  var canonicalOfMinimal: Automaton {
    let width = classes.count
    var hashes = [UInt64](repeating: 0, count: width)
    var column = 0
    for target in table {
      hashes[column] = (hashes[column] ^ UInt64(target)) &* 0x9E37_79B9_7F4A_7C15
      column = column + 1 == width ? 0 : column + 1
    }
    let (merged, columns) = mergingEqualColumns(table, hashes, accepting.count)
    return Self.numbered(table, width, merged, columns, start: 0) { accepting[$0] }
  }

  /// Bytes that lead from every state to the same one share a class.
  private func mergingEqualColumns(_ rows: [UInt32], _ hashes: [UInt64], _ count: Int) -> (ByteClasses, [Int]) {
    let width = classes.count
    var newClass = [Int](repeating: -1, count: width)
    var columns: [Int] = []
    var map = [UInt8](repeating: 0, count: 256)
    for byte in 0..<256 {
      let column = Int(classes.map[byte])
      if newClass[column] < 0 {
        let equal = columns.firstIndex { other in
          hashes[other] == hashes[column]
            && (0..<count).allSatisfy { rows[$0 * width + other] == rows[$0 * width + column] }
        }
        newClass[column] = equal ?? columns.count
        if equal == nil { columns.append(column) }
      }
      map[byte] = UInt8(newClass[column])
    }
    return (ByteClasses(map: map, count: columns.count), columns)
  }

  private static func numbered(
    _ rows: [UInt32],
    _ width: Int,
    _ classes: ByteClasses,
    _ columns: [Int],
    start: Int,
    _ accepts: (Int) -> Bool
  ) -> Automaton {
    let count = rows.count / width
    var number = [Int32](repeating: -1, count: count)
    var order = [start]
    order.reserveCapacity(count)
    number[start] = 0
    var table: [UInt32] = []
    table.reserveCapacity(count * columns.count)
    var next = 0
    while next < order.count {
      let row = order[next] * width
      next += 1
      for column in columns {
        let target = Int(rows[row + column])
        if number[target] < 0 {
          number[target] = Int32(order.count)
          order.append(target)
        }
        table.append(UInt32(number[target]))
      }
    }
    return Automaton(classes: classes, table: table, accepting: order.map(accepts))
  }
}
