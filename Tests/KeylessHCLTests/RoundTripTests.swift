import Foundation
import KeylessHCL
import KeylessSource
import KeylessTesting
import Testing

/// What the printer writes of a tree is the text it was read from, byte for byte.
struct RoundTripTests {
  @Test
  func `Fixtures, good and broken, are printed as they were`() throws {
    for name in FormTests.cases {
      for file in ["good.tf", "bad.tf"] { try check(FormTests.bytes("\(name)/\(file)"), "\(name)/\(file)") }
    }
    for source in SmallSources.all { try check(Array(source.utf8), source) }
  }

  @Test
  func `Every Terraform file of this repository is read and printed as it was`() throws {
    let root = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
      .deletingLastPathComponent()
      .deletingLastPathComponent()
    var count = 0
    for folder in ["examples", "Tests"] {
      let files = FileManager.default.enumerator(atPath: root.appending(path: folder).path)
      while let path = files?.nextObject() as? String {
        guard path.hasSuffix(".tf") || path.hasSuffix(".tfvars") || path.hasSuffix(".hcl") else { continue }
        guard !path.hasPrefix("KeylessHCLTests") else { continue }
        let bytes = Array(try Data(contentsOf: root.appending(path: "\(folder)/\(path)")))
        try check(bytes, path)
        #expect(HCLFile.native(bytes, file: path).diagnostics.isEmpty, "\(path)")
        count += 1
      }
    }
    #expect(count > 30)
  }

  @Test
  func `Token soup and mutated files are read to their end and printed as they were`() throws {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SplitMix64(seed: seed)
    for _ in 0..<1500 {
      var text = Array((SmallSources.all.randomElement(using: &random) ?? "").utf8)
      for _ in 0..<Int.random(in: 1...8, using: &random) { text = Mutation.of(text, &random) }
      if Bool.random(using: &random) { text += Mutation.of(text, &random) }
      try check(text, "seed \(seed)\n\(String(decoding: text, as: UTF8.self))")
    }
  }

  @Test
  func `Random bytes are read to their end and printed as they were`() throws {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SplitMix64(seed: seed)
    for _ in 0..<300 {
      let bytes = (0..<Int.random(in: 0...200, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
      try check(bytes, "seed \(seed)")
    }
  }

  @Test
  func `An expression is replaced and everything around it stays`() throws {
    let source = "a = [1,  2] # two\n\nb   =   \"x\" // y\n"
    let file = HCLFile.native(Array(source.utf8), file: "a.tf")
    let body = try #require(native(file))
    var printer = HCLPrinter(body)
    printer.replace(try #require(file.body.attributes()["b"]).value, with: "var.b")
    #expect(String(decoding: printer.print(), as: UTF8.self) == "a = [1,  2] # two\n\nb   =   var.b // y\n")
  }

  private func native(_ file: HCLFile) -> HCLNativeBody? {
    if case .native(let body) = file.body { body } else { nil }
  }

  private func check(_ bytes: [UInt8], _ name: String) throws {
    let file = HCLFile.native(bytes, file: "x.tf")
    let body = try #require(native(file))
    #expect(HCLPrinter(body).print() == bytes, "\(name)")
    for diagnostic in file.diagnostics {
      #expect(diagnostic.primary.span.range.upperBound <= bytes.count, "\(name)")
    }
  }
}
