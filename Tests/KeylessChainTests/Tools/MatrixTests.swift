import KeylessChain
import Testing

@Suite("the answer matrix of the other SDKs")
struct MatrixTests {
  @Test("every tool answers as its row of the matrix says", arguments: MatrixCase.all)
  func answers(_ row: MatrixCase) throws {
    for (tool, answer) in row.expected where answer != "n/a" {
      guard let chain = Chains.named(tool) else {
        Issue.record("\(row.name): expected.txt names `\(tool)`, which is not in Chains.all")
        continue
      }
      let resolution = chain.resolution(try row.situation())
      let got = Self.answer(chain, resolution, then: answer.contains(","))
      #expect(
        got == answer,
        "\(row.name), \(tool): expected \(answer), got \(got)\n\(resolution.passed.map { "  passed \($0.kind.rawValue): \($0.reason)" }.joined(separator: "\n"))"
      )
    }
  }

  @Test("the matrix has cases, and each names every tool of this family")
  func everyToolIsNamed() {
    let tools: Set = ["js-v3", "java-v2", "kotlin", "dotnet-v3", "dotnet-v4", "php", "rust", "swift", "soto"]
    #expect(MatrixCase.all.count >= 25)
    for row in MatrixCase.all {
      #expect(tools.isSubset(of: row.expected.map(\.tool)), "\(row.name) leaves out a tool")
    }
  }

  @Test("no two tools have one id")
  func idsAreUnique() {
    let ids = Chains.all.map(\.tool.id)
    #expect(Set(ids).count == ids.count)
  }

  @Test("no resolution holds a secret", arguments: MatrixCase.all)
  func holdsNoSecret(_ row: MatrixCase) throws {
    let planted = PlantedSecret.planted(in: try row.situation())
    for chain in Chains.all {
      #expect(!PlantedSecret.isHeld(by: chain.resolution(planted)), "\(row.name), \(chain.tool.id)")
    }
  }

  /// As in `web-identity`, `error`, `unknown`; with what a refused exchange leads to where the row asks for it.
  private static func answer(_ chain: any CredentialChain, _ resolution: Resolution, then: Bool) -> String {
    switch resolution.outcome {
    case .failed: return "error"
    case .unknown: return "unknown"
    case .fired(let link):
      guard then else { return link.kind.rawValue }
      switch chain.onRefusedExchange {
      case .stops: return link.kind.rawValue + ", stops"
      case .nextLink: return link.kind.rawValue + ", then " + (resolution.shadowed.first?.kind.rawValue ?? "nothing")
      }
    }
  }
}
