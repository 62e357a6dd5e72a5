import Foundation
import KeylessChain
import Testing

@Suite("Terraform and OpenTofu, case by case")
struct TerraformFixtureTests {
  private static let chains: [any CredentialChain] =
    [GoV2Chain()]
    + TerraformChains.all.filter { !$0.tool.id.contains("remote-state") }

  @Test("every tool does what the case says", arguments: TerraformCase.all)
  func fixture(_ one: TerraformCase) throws {
    let situation = try one.situation()
    // Tools that say the same share a line.
    var lines: [(tools: [String], text: String)] = []
    for chain in Self.chains {
      let text = Spoken.line(chain.resolution(situation))
      if let at = lines.firstIndex(where: { $0.text == text }) {
        lines[at].tools.append(chain.tool.id)
      } else {
        lines.append(([chain.tool.id], text))
      }
    }
    let found = lines.map { "\($0.tools.joined(separator: ", ")):\n  \($0.text)\n" }.joined()
    let file = one.folder.url.appending(path: "expected.txt")
    if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] != nil {
      try found.write(to: file, atomically: true, encoding: .utf8)
      Issue.record("recorded")
    } else {
      #expect(one.expected == found)
    }
  }

  @Test("a remote state is read as the backend of the same version would be", arguments: TerraformCase.all)
  func remoteState(_ one: TerraformCase) throws {
    let situation = try one.situation()
    for chain in TerraformChains.all where chain.tool.id.contains("remote-state") {
      let id = chain.tool.id.replacing("remote-state", with: "backend")
      let backend = try #require(TerraformChains.all.first { $0.tool.id == id })
      #expect(Spoken.line(chain.resolution(situation)) == Spoken.line(backend.resolution(situation)))
    }
  }

  @Test("there are cases, and every tool has a name of its own")
  func names() {
    #expect(TerraformCase.all.count >= 30)
    let names = TerraformChains.all.map(\.tool.id)
    #expect(Set(names).count == names.count)
  }
}
