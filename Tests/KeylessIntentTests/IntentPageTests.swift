import Foundation
import KeylessIntent
import KeylessSource
import Testing

@Suite("docs/intent.md")
struct IntentPageTests {
  private static func page() throws -> String {
    String(decoding: try ExampleTests.bytes("docs/intent.md"), as: UTF8.self)
  }

  private static func examples() throws -> [String] {
    try page().components(separatedBy: "```yaml\n").dropFirst().compactMap {
      $0.components(separatedBy: "```").first
    }
  }

  @Test("every example is a whole intent, read without an error")
  func read() throws {
    let examples = try Self.examples()
    #expect(examples.count == 7)
    for example in examples {
      let bytes = Array(example.utf8)
      let (intent, diagnostics) = Intent.read(bytes, file: "keyless.yaml")
      #expect(intent != nil, "\(TextRenderer(SourceFiles("keyless.yaml", bytes)).render(diagnostics))")
    }
  }

  @Test("every key is explained in a table and used in an example")
  func keys() throws {
    let page = try Self.page()
    let examples = try Self.examples().joined()
    let known = IntentKeys.top + IntentKeys.role + IntentKeys.admission + IntentKeys.policies + IntentKeys.state
    for key in known {
      #expect(page.contains("\n| `\(key)` |"), "`\(key)` is not explained")
      #expect(examples.contains("\(key):"), "`\(key)` has no example")
    }
  }
}
