import Foundation
import KeylessHCL
import KeylessSource
import Testing

/// Hostile input is bounded and named, on the small stack of a pool's thread.
struct LimitTests {
  /// Reads on a thread with 512 kilobytes of stack.
  private func read(_ source: String, limits: HCLLimits = .init()) -> [Diagnostic] {
    let answer = Answer()
    let thread = Thread {
      let file = HCLFile.parse(Array(source.utf8), file: "a.tf", limits: limits)
      if case .native(let body) = file.body { answer.printed = HCLPrinter(body).print().count }
      answer.diagnostics = file.diagnostics
      answer.done.signal()
    }
    thread.stackSize = 512 * 1024
    thread.start()
    answer.done.wait()
    #expect(answer.printed == source.utf8.count)
    return answer.diagnostics
  }

  /// Written by the thread before it signals, read behind the wait.
  private final class Answer: @unchecked Sendable {
    let done = DispatchSemaphore(value: 0)
    var diagnostics: [Diagnostic] = []
    var printed = 0
  }

  @Test(arguments: [
    ("[", "]"), ("(", ")"), ("{a=", "}"), ("f(", ")"), ("\"${", "}\""), ("-", ""), ("!", ""), ("[for x in ", ": x]"),
    ("a?", ":1"), ("a?1:", ""), ("a[", "]"), ("\"%{if ", "}%{endif}\""), ("<<E\n${", "}\nE\n"), ("{(", ") = 1}"),
  ])
  func `Ten thousand levels are refused, thirty are read`(_ open: String, _ close: String) {
    func nested(_ levels: Int) -> String {
      "x = (" + String(repeating: open, count: levels) + "1" + String(repeating: close, count: levels)
        + "\n)\nlast = 1\n"
    }
    #expect(read(nested(10_000)).map(\.id) == ["hcl-too-deep"])
    let thirty = read(nested(30)).map(\.message)
    #expect(thirty.isEmpty)
    let deepest = read(nested(25) + nested(62)).filter { $0.id != "hcl-too-deep" && $0.id != "hcl-duplicate" }
    #expect(deepest.isEmpty)
  }

  @Test
  func `Ten thousand blocks in each other are refused`() {
    let diagnostics = read(String(repeating: "a {\n", count: 10_000) + String(repeating: "}\n", count: 10_000))
    #expect(diagnostics.first?.id == "hcl-too-deep")
  }

  @Test
  func `Unclosed blocks and brackets by the thousand end in time`() {
    #expect(!read(String(repeating: "a {\n", count: 20_000)).isEmpty)
    #expect(!read(String(repeating: "a = [\n", count: 20_000)).isEmpty)
    #expect(!read(String(repeating: "a = \"${\n", count: 20_000)).isEmpty)
    #expect(!read(String(repeating: "a = <<E\nE,\n", count: 20_000)).isEmpty)
    #expect(!read(String(repeating: "}\n", count: 20_000)).isEmpty)
    #expect(!read(String(repeating: "/*", count: 50_000)).isEmpty)
    #expect(!read("a = \"" + String(repeating: "%{if x}", count: 20_000)).isEmpty)
  }

  @Test
  func `Long chains are no nesting`() {
    #expect(read("a = 1" + String(repeating: " + 1", count: 50_000) + "\n").isEmpty)
    #expect(read("a = b" + String(repeating: ".c[0]", count: 50_000) + "\n").isEmpty)
    #expect(read("a = [" + String(repeating: "1,", count: 50_000) + "]\n").isEmpty)
    #expect(read(String(repeating: "a {\n}\n", count: 20_000)).isEmpty)
    #expect(read((0..<20_000).map { "a\($0) = 1\n" }.joined()).isEmpty)
    #expect(read("a = b" + String(repeating: "[*]", count: 50_000) + "\n").map(\.id) == ["hcl-too-deep"])
  }

  @Test
  func `A file above the size is not read, one of the size is`() {
    let limits = HCLLimits(size: 6)
    #expect(read("a = 1\n", limits: limits).isEmpty)
    let file = HCLFile.parse(Array("a = 12\n".utf8), file: "a.tf", limits: limits)
    #expect(file.diagnostics.map(\.id) == ["hcl-too-large"])
    #expect(
      HCLFile.parse(Array("{\"a\": 1}".utf8), file: "a.tf.json", limits: limits).diagnostics.map(\.id) == [
        "hcl-too-large"
      ]
    )
  }

  @Test
  func `What one file is told is bounded`() {
    let diagnostics = read(String(repeating: "a = @\n", count: 5_000))
    #expect(diagnostics.count == HCLLimits().diagnostics + 1)
    #expect(diagnostics.last?.severity == .note)
  }

  @Test
  func `Invalid UTF-8 is shown at its first byte`() {
    let bytes = Array("a = \"é".utf8) + [0xC3, 0x28] + Array("\"\nb = 1\n".utf8)
    let file = HCLFile.parse(bytes, file: "a.tf")
    #expect(file.diagnostics.map(\.id) == ["hcl-encoding"])
    #expect(file.diagnostics.first?.primary.span.range.lowerBound == 7)
    #expect(file.body.attributes()["b"] != nil)
  }
}
