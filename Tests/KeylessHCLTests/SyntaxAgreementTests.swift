import KeylessHCL
import KeylessSource
import KeylessTesting
import Testing

/// What we accept and refuse is what Terraform accepts and refuses.
@Suite(.enabled(if: TerraformProgram.isThere, TerraformProgram.absence))
struct SyntaxAgreementTests {
  @Test
  func `Each small source is accepted exactly when Terraform accepts it`() throws {
    let sources = SmallSources.all
    #expect(sources.count >= 150)
    #expect(Set(sources).count == sources.count, "a source is listed twice")
    try compare(sources.map { Array($0.utf8) })
  }

  @Test
  func `Sources with bytes that are no text are judged alike too`() throws {
    let value = Array("a = \"".utf8)
    try compare([
      [0xEF, 0xBB, 0xBF] + Array("a = 1\n".utf8), Array("a = 1\n".utf8) + [0xEF, 0xBB, 0xBF],
      value + [0xFF] + Array("\"\n".utf8), Array("# ".utf8) + [0xFF, 0x0A], [0], value + [0] + Array("\"\n".utf8),
      [0xC3], [0xC3, 0xA9] + Array(" = 1\n".utf8), Array("a = <<E\n".utf8) + [0xFF] + Array("\nE\n".utf8),
      Array("a = 1\r\nb = 2\r\n".utf8), Array("a = 1\rb = 2\r".utf8), Array("a = <<E\r\nx\r\nE\r\n".utf8),
      Array("/* ".utf8) + [0x80] + Array(" */ a = 1\n".utf8),
    ])
  }

  @Test
  func `Mutated sources are accepted exactly when Terraform accepts them`() throws {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SplitMix64(seed: seed)
    var mutants: [[UInt8]] = []
    for _ in 0..<400 {
      let mutant = Mutation.of(Array((SmallSources.all.randomElement(using: &random) ?? "").utf8), &random)
      // Terraform lets half a character pass where an identifier goes on; we hold to the specification.
      if String(validating: mutant, as: UTF8.self) != nil { mutants.append(mutant) }
    }
    try compare(mutants, note: "seed \(seed)")
  }

  private func compare(_ sources: [[UInt8]], note: String = "") throws {
    let refused = try TerraformProgram.refused(sources)
    for (number, source) in sources.enumerated() {
      let file = HCLFile.native(source, file: "case.tf")
      let text = String(decoding: source, as: UTF8.self)
      #expect(file.isValid == !refused.contains(number), "\(note)\n\(text)\n\(file.diagnostics.map(\.message))")
    }
  }
}
