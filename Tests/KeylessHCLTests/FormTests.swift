import Foundation
import KeylessHCL
import KeylessSource
import KeylessTesting
import Testing

/// One folder a form: `good.tf` is read into the tree in its snapshot, `bad.tf` is refused at the places in its own.
struct FormTests {
  static let fixtures = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")

  static let cases = ((try? FileManager.default.contentsOfDirectory(atPath: fixtures.path)) ?? []).sorted()

  static func bytes(_ path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: fixtures.appending(path: path)))
  }

  @Test(arguments: cases)
  func `A form is read into the tree that it means`(_ name: String) throws {
    let bytes = try Self.bytes("\(name)/good.tf")
    let file = HCLFile.native(bytes, file: "good.tf")
    #expect(file.diagnostics.isEmpty)
    let difference = Snapshot.difference(Dump.text(file), named: "\(name)/tree", beside: #filePath)
    if let difference { Issue.record("\(difference)") }
  }

  @Test(arguments: cases)
  func `Its broken twin is refused with its place, and what follows is read`(_ name: String) throws {
    let bytes = try Self.bytes("\(name)/bad.tf")
    let file = HCLFile.native(bytes, file: "bad.tf")
    #expect(!file.isValid)
    let text =
      TextRenderer(SourceFiles("bad.tf", bytes)).render(file.diagnostics) + "\nread nonetheless:\n" + Dump.text(file)
    let difference = Snapshot.difference(text, named: "\(name)/refused", beside: #filePath)
    if let difference { Issue.record("\(difference)") }
    let last = String(decoding: bytes, as: UTF8.self).contains("\nlast")
    if last, case .native(let body) = file.body {
      let found = body.items.contains { item in
        switch item {
        case .attribute(let attribute): attribute.name.value == "last"
        case .block(let block): block.type.value == "last"
        case .unreadable: false
        }
      }
      #expect(found, "what stands behind the broken part was lost")
    }
  }
}
