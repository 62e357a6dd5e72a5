import Foundation
import KeylessChain
import Testing

/// The page that is made of the resolvers.
struct ChainBookTests {
  private static let page = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../docs/which-link-fires.md")

  @Test
  func `the page shows what the resolvers answer`() throws {
    if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] != nil {
      try Data(ChainBook.markdown.utf8).write(to: Self.page)
    }
    #expect(try String(contentsOf: Self.page, encoding: .utf8) == ChainBook.markdown)
  }

  @Test
  func `every tool is on it with its evidence, and no secret`() {
    for chain in Chains.all { #expect(ChainBook.markdown.contains("| `\(chain.tool.id)` |")) }
    let scenes = ChainScene.all + [ChainScene.everything]
    for secret in ChainScene.secrets {
      #expect(!ChainBook.markdown.contains(secret))
      // Which is news only where the resolvers meet it.
      #expect(scenes.contains { Self.meets(secret, $0.machine) }, "\(secret)")
    }
  }

  private static func meets(_ secret: String, _ machine: Machine) -> Bool {
    let names = machine.environment.names
    if names.contains(where: { machine.environment[$0] == .value(secret, nil) }) { return true }
    return ["/run/token", "/job/.aws/credentials"].contains { path in
      guard case .bytes(let bytes) = machine.read(path) else { return false }
      return String(decoding: bytes, as: UTF8.self).contains(secret)
    }
  }

  @Test
  func `no tool has an id or a title twice`() {
    #expect(Set(Chains.all.map(\.tool.id)).count == Chains.all.count)
    #expect(Set(Chains.all.map(\.tool.title)).count == Chains.all.count)
  }
}
