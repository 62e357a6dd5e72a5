import Foundation
import KeylessGenerate
import KeylessSource
import KeylessTesting
import Testing

@Suite("text in Terraform's language")
struct HCLSpellingTests {
  /// What begins templates, escapes, comments and lines, beside letters of every length.
  private static let pieces = [
    "$", "${", "$${", "%", "%{", "%%{", "{", "}", "~}", "\"", "\\", "\\n", "\n", "\r", "\t", "\u{0}", "\u{1B}",
    "\u{7F}",
    "\u{85}", "\u{A0}", "\u{2028}", "\u{202E}", "\u{FEFF}", "#", "//", "/*", "<<EOT", "é", "ß", "日", "😀", "a", "Z", "0",
    "-", "_", ".", " ", "for", "null", "true",
  ]

  private static func text(_ random: inout SplitMix64) -> String {
    // Terraform composes letters; a text that is composed already stays as it is.
    (0..<Int(random.next() % 9)).map { _ in pieces[Int(random.next() % UInt64(pieces.count))] }.joined()
      .precomposedStringWithCanonicalMapping
  }

  @Test(
    "Terraform reads random texts and keys as exactly what was meant",
    .enabled(if: TerraformProgram.isThere, "there is no terraform in PATH")
  )
  func random() throws {
    let seed: UInt64 = 0x6863_6C21
    print("seed \(seed)")
    var random = SplitMix64(seed: seed)
    let texts = (0..<1_500).map { _ in Self.text(&random) } + Self.pieces
    var keys: [String] = []
    for text in texts where !keys.contains(where: { $0.utf8.elementsEqual(text.utf8) }) { keys.append(text) }
    let rows = zip(keys, texts).map { "    \(HCLSpelling.key($0)) = \(HCLSpelling.quote($1))\n" }
    try TerraformProgram.scratch { folder in
      let text = "output \"texts\" {\n  value = {\n\(rows.joined())  }\n}\n"
      try Data(text.utf8).write(to: folder.appending(path: "main.tf"))
      let applied = try TerraformProgram.run(["apply", "-auto-approve", "-no-color", "-input=false"], in: folder)
      try #require(applied.status == 0, "\(applied.output.prefix(2_000))")
      let output = try TerraformProgram.run(["output", "-json", "texts"], in: folder)
      guard case .object(let members) = try JSONParser.parse(Array(output.output.utf8)).plain else {
        Issue.record("no object: \(output.output.prefix(200))")
        return
      }
      // Terraform sorts the keys; by bytes, because Swift takes some different texts for equal.
      let read = Dictionary(members.map { (Array($0.name.utf8), $0.value) }) { first, _ in first }
      #expect(read.count == keys.count)
      for (key, text) in zip(keys, texts) {
        guard case .string(let value)? = read[Array(key.utf8)] else {
          Issue.record("seed \(seed): no key \(key.debugDescription)")
          return
        }
        let isSame = value.utf8.elementsEqual(text.utf8)
        #expect(isSame, "seed \(seed): \(text.debugDescription) became \(value.debugDescription)")
        if !isSame { return }
      }
    }
  }

  @Test("what begins a template is doubled, or escaped where doubling could be read in two ways")
  func templates() {
    #expect(HCLSpelling.quote("${a}") == #""$${a}""#)
    #expect(HCLSpelling.quote("%{if}") == #""%%{if}""#)
    #expect(HCLSpelling.quote("$${a}") == #""\u0024$${a}""#)
    #expect(HCLSpelling.quote("100% $5") == #""100% $5""#)
    #expect(HCLSpelling.key("for") == #""for""# && HCLSpelling.key("plain-1") == "plain-1")
  }
}
