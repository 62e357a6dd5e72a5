import KeylessSource
package import KeylessSystem

/// `--batch`: one JSON line in, one out, in order, whatever the lines are.
package struct BatchVerb: Sendable {
  package enum Kind: Sendable {
    case who, explain
  }

  package let kind: Kind

  package init(_ kind: Kind) { self.kind = kind }

  /// How many lines are answered at once; more than a machine has cores for wait their turn.
  private static let desks = 8

  /// What can be read is answered before more is read, so that a program may wait for the answer to each of its lines.
  package func run(_ system: System) async throws {
    var lines = BatchLines()
    let desks = (0..<Self.desks).map { _ in BatchDesk(kind) }
    while true {
      let part = try system.files.readStandardInputPart(1 << 16)
      let read = part.isEmpty ? lines.end() : lines.add(part)
      let answers = await Self.answers(read, desks)
      if !answers.isEmpty { system.printOutput(answers.joined()) }
      if part.isEmpty { return }
    }
  }

  private static func answers(_ lines: [BatchLines.Line], _ desks: [BatchDesk]) async -> [String] {
    await withTaskGroup(of: [(Int, String)].self) { group in
      for (first, desk) in desks.enumerated() where first < lines.count {
        let own = stride(from: first, to: lines.count, by: desks.count).map { ($0, lines[$0]) }
        group.addTask { await desk.answer(own) }
      }
      var answers = Array(repeating: "", count: lines.count)
      for await found in group {
        for (place, answer) in found { answers[place] = answer }
      }
      return answers
    }
  }
}
