import KeylessFindings
import KeylessSource
import KeylessTesting
import Testing

@Suite("fixes")
struct FixTests {
  private func plan(_ text: String, _ edits: [[(Range<Int>, String)]]) -> FixPlan {
    let findings = edits.enumerated().map { index, list in
      Finding(
        Example.bare,
        nil,
        nil,
        "m",
        at: .init(SourceSpan(file: "a.tf", range: 0..<0)),
        subject: "s",
        cause: String(UnicodeScalar(UInt8(97 + index))),
        fix: list.map { TextEdit(SourceSpan(file: "a.tf", range: $0.0), $0.1) }
      )
    }
    return FixPlan(FindingSet(findings), files: SourceFiles("a.tf", Array(text.utf8)))
  }

  private func result(_ plan: FixPlan) -> [String] { plan.changed.map { String(decoding: $0.bytes, as: UTF8.self) } }

  @Test
  func `edits go in together, whatever their order`() {
    let plan = plan("abcdef", [[(4..<5, "E")], [(0..<1, "A"), (2..<2, "+")]])
    #expect(result(plan) == ["Ab+cdEf"])
    #expect(plan.waiting.isEmpty)
  }

  @Test(arguments: [(1..<3), (0..<6), (2..<2), (0..<1), (0..<0)])
  func `of two that overlap the first goes in whole and the other waits whole`(range: Range<Int>) {
    let plan = plan("abcdef", [[(0..<4, "x")], [(range, "y"), (5..<6, "z")]])
    #expect(result(plan) == ["xef"])
    #expect(plan.fixed.map(\.finding.cause) == ["a"])
    #expect(plan.waiting.map(\.finding.cause) == ["b"])
  }

  @Test
  func `of two texts for one place the second waits, because their order would be a guess`() {
    let plan = plan("ab", [[(1..<1, "x")], [(1..<1, "y")], [(1..<2, "z")]])
    #expect(result(plan) == ["axb"])
    #expect(plan.waiting.map(\.finding.cause) == ["b", "c"])
  }

  @Test
  func `the same edit of two findings is one, and neighbours do not overlap`() {
    #expect(result(plan("abcd", [[(0..<2, "x")], [(0..<2, "x"), (2..<4, "y")]])) == ["xy"])
  }

  @Test(arguments: [(0..<9), (1..<2)])
  func `an edit outside of the file or within a character is not made`(range: Range<Int>) {
    let plan = plan("é", [[(range, "x")]])
    #expect(result(plan) == [])
    #expect(plan.waiting.count == 1)
  }

  @Test
  func `a silenced finding is left alone`() {
    var configuration = CheckConfiguration()
    configuration.exceptions = [.init(rules: ["KL104"], paths: [PathGlob("**")].compactMap(\.self), because: "y")]
    let files = Example.tree()
    #expect(FixPlan(Example.set(files, configuration), files: files).changed.isEmpty)
    #expect(FixPlan(Example.set(files), files: files).changed.map(\.file) == ["infra/role.tf"])
  }

  @Test
  func `the difference is shown as a patch`() {
    let lines = (1...30).map { "line \($0)\n" }.joined()
    let start = lines.utf8.count - "line 30\n".utf8.count
    let plan = plan(
      lines + "\u{1B}[31m end",
      [[(0..<0, "first\n")], [(7..<14, "")], [(start..<start + 4, "LINE")], [((start + 16)..<(start + 17), "e.")]]
    )
    let difference = Snapshot.difference(plan.shown, named: "patch", beside: #filePath)
    #expect(difference == nil, "\(difference ?? "")")
  }

  @Test
  func `a patch says what applying does`() {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SplitMix64(seed: seed)
    for _ in 0..<300 {
      let count = Int.random(in: 0...30, using: &random)
      let text = (0..<count).map { _ in ["a\n", "b\n", "\n", "c"].randomElement(using: &random) ?? "" }.joined()
      let edits = (0..<Int.random(in: 1...4, using: &random)).map { _ in
        let low = Int.random(in: 0...text.utf8.count, using: &random)
        let high = min(text.utf8.count, low + Int.random(in: 0...5, using: &random))
        return [(low..<high, ["", "x", "\n", "x\ny\n", "a\n"].randomElement(using: &random) ?? "")]
      }
      let plan = plan(text, edits)
      let after = result(plan).first ?? text
      #expect(
        Patch.apply(String(decoding: plan.patch, as: UTF8.self), to: text) == after,
        "seed \(seed): \(text.debugDescription)"
      )
    }
  }
}

/// The other direction, read strictly: every line that the patch keeps or takes must be there.
private enum Patch {
  static func apply(_ patch: String, to text: String) -> String? {
    var old = text.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) + "\n" }
    if let last = old.popLast(), last != "\n" { old.append(String(last.dropLast())) }
    var new: [String] = []
    var line = 0
    var body = patch.split(separator: "\n", omittingEmptySubsequences: false).dropFirst(2)
    if body.last?.isEmpty == true { body.removeLast() }
    for (index, entry) in zip(body.indices, body) {
      if entry.hasPrefix("@@") {
        let numbers = entry.split { !"0123456789".contains($0) }.compactMap { Int($0) }
        guard numbers.count == 4 else { return nil }
        let start = numbers[1] == 0 ? numbers[0] : numbers[0] - 1
        guard start >= line, start <= old.count else { return nil }
        new += old[line..<start]
        line = start
        guard new.count == (numbers[3] == 0 ? numbers[2] : numbers[2] - 1) else { return nil }
        continue
      }
      if entry.hasPrefix("\\") { continue }
      let isOpen = index + 1 < body.endIndex && body[index + 1].hasPrefix("\\")
      let content = entry.dropFirst() + (isOpen ? "" : "\n")
      if entry.hasPrefix(" ") || entry.hasPrefix("-") {
        guard line < old.count, old[line] == content else { return nil }
        line += 1
      }
      if entry.hasPrefix(" ") || entry.hasPrefix("+") { new.append(String(content)) }
    }
    return (new + old[line...]).joined()
  }
}
