import KeylessSource
package import KeylessSystem

/// `--batch`: one JSON line in, one out, in order, whatever the lines are.
package struct BatchVerb: Sendable {
  package enum Kind: Sendable {
    case who, explain
  }

  package let kind: Kind

  package init(_ kind: Kind) { self.kind = kind }

  /// A longer line is answered by an error, and the next one is read.
  static let longestLine = 1 << 20

  package func run(_ system: System) throws {
    var line: [UInt8] = []
    var isTooLong = false
    func end() {
      if isTooLong {
        print([JSON.Member("id", .null), JSON.Member("error", "the line is longer than a mebibyte")], system)
      } else if !line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) {
        let answer = kind == .who ? WhoBatch.answer(line) : ExplainBatch.answer(line)
        system.printOutput(answer.compact + "\n")
      }
      line.removeAll(keepingCapacity: true)
      isTooLong = false
    }
    while true {
      let part = try system.files.readStandardInputPart(1 << 16)
      if part.isEmpty { break }
      var rest = part[...]
      while let newline = rest.firstIndex(of: 0x0A) {
        append(rest[..<newline], &line, &isTooLong)
        end()
        rest = rest[(newline + 1)...]
      }
      append(rest, &line, &isTooLong)
    }
    if !line.isEmpty || isTooLong { end() }
  }

  private func append(_ bytes: ArraySlice<UInt8>, _ line: inout [UInt8], _ isTooLong: inout Bool) {
    if isTooLong || line.count + bytes.count > Self.longestLine {
      isTooLong = true
      line = []
    } else {
      line += bytes
    }
  }

  private func print(_ members: [JSON.Member], _ system: System) {
    system.printOutput(JSON.object(members).compact + "\n")
  }
}
