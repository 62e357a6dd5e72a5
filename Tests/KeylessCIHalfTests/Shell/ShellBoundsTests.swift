import KeylessCIHalf
import KeylessSource
import Testing

/// A hostile script is read within bounds, and says that it was not read to its end.
@Suite(.timeLimit(.minutes(5)))
struct ShellBoundsTests {
  private let shell = ShellPlay()

  @Test
  func `Functions in functions end`() {
    #expect(!shell.run(String(repeating: "a()", count: 20_000)).unknowns.isEmpty)
    #expect(!shell.run(String(repeating: "function a ", count: 20_000)).unknowns.isEmpty)
  }

  @Test
  func `A list goes on for as many commands as a script may have`() {
    #expect(shell.run(String(repeating: "true && ", count: 2500) + "aws x").steps.count == 2501)
    #expect(!shell.run(String(repeating: "x || ", count: 20_000)).unknowns.isEmpty)
  }

  @Test
  func `Loops without a command end, in shells of their own too`() {
    let words = (0..<16).map(String.init).joined(separator: " ")
    for body in ["", "(x)", "if x; then y; fi"] {
      let script =
        String(repeating: "for a in \(words); do ", count: 12) + body + String(repeating: "; done", count: 12)
      let run = shell.run(script + "; aws x")
      #expect(run.unknowns.contains { $0.value.contains("steps") }, "\(body)")
    }
  }

  @Test
  func `What every step keeps of variables and words is bounded`() {
    let isSaid = { (script: String, given: [String: String]) in
      shell.run(script, given).unknowns.contains { $0.value.contains("more variables and words") }
    }
    let variables = { (count: Int) in (0..<count).map { "A\($0)=x; x\n" }.joined() }
    #expect(isSaid(variables(1400), [:]))
    #expect(!isSaid(variables(300), [:]))
    let words = { (count: Int) in "A='" + String(repeating: "a ", count: count) + "'\n" }
    #expect(isSaid(words(2000) + String(repeating: "x $A\n", count: 1000), [:]))
    #expect(!isSaid(words(20) + String(repeating: "x $A\n", count: 1000), [:]))
    let round =
      "for a in 1 2 3 4 5 6 7 8; do for b in 1 2 3 4 5 6 7 8; do x\(String(repeating: " a", count: 8000)); done; done"
    #expect(isSaid(round, [:]))
    let ways = { (count: Int) in String(repeating: "if x; then y; fi\n", count: count) }
    #expect(isSaid(ways(500), Dictionary(uniqueKeysWithValues: (0..<1000).map { ("A\($0)", "x") })))
    #expect(!isSaid(ways(500), [:]))
  }

  @Test
  func `Text that is put together many times is not kept`() {
    let long = "A=" + String(repeating: "a", count: 60_000) + "\n"
    let once = String(repeating: "$A", count: 60_000)
    for script in [
      "B=\(once)", "B=$(echo \(String(repeating: "$A ", count: 50_000)))",
      "eval \(String(repeating: "$A ", count: 50_000))",
      "x \(String(repeating: "x$A ", count: 40_000))", String(repeating: "B+=$A\n", count: 2500),
      "echo \(String(repeating: "$A ", count: 50_000)) >> $CI_ENV",
    ] {
      #expect(!shell.run(long + script).states.isEmpty || !script.contains(" "))
    }
  }

  @Test
  func `Parts that are read on their own share what the script may use`() {
    // Each of the two is within the bound.
    let inner = "cat <<E\n" + String(repeating: "`x`\n", count: 3000) + "E\n"
    let outer = String(repeating: "x\n", count: 2000)
    #expect(shell.run(inner + outer).unknowns.contains { $0.value.contains("4000 commands") })
    #expect(!shell.run(outer).unknowns.contains { $0.value.contains("4000 commands") })
    #expect(!shell.run(inner).unknowns.contains { $0.value.contains("4000 commands") })
  }
}
