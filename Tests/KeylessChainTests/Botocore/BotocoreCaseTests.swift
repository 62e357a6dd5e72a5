import Foundation
@testable import KeylessChain
import Testing

@Suite(.serialized)
struct BotocoreCaseTests {
  private static let chains: [any CredentialChain] = [Boto3(), AWSCLI(.v1), AWSCLI(.v2)]

  @Test("each tool does what the folder says", arguments: BotocoreCase.all)
  func answers(_ row: BotocoreCase) {
    #expect(row.expected.count == Self.chains.count)
    for chain in Self.chains {
      let resolution = chain.resolution(row.row.situation)
      #expect("\(Prediction(resolution, row.row))" == row.answer(of: chain.tool.id), "\(row.name), \(chain.tool.id)")
    }
  }

  @Test("boto3 does what the folders say", .enabled(if: RealBotocore.hasBoto3, RealBotocore.absence))
  func boto3() async throws {
    try await compare("boto3", aws: nil, BotocoreCase.all)
  }

  @Test(
    "the AWS CLI does what the folders say where it differs from boto3",
    .enabled(if: RealBotocore.hasAWS, RealBotocore.absence)
  )
  func commandLine() async throws {
    try await compare(
      "aws-cli-v1",
      aws: RealBotocore.aws,
      BotocoreCase.all.filter { $0.answer(of: "boto3") != $0.answer(of: "aws-cli-v1") }
    )
  }

  @Test("no resolution holds a secret", arguments: BotocoreCase.all)
  func holdsNoSecret(_ row: BotocoreCase) {
    let planted = PlantedSecret.planted(in: row.row.situation)
    for chain in Self.chains { #expect(!PlantedSecret.isHeld(by: chain.resolution(planted)), "\(chain.tool.id)") }
  }

  private func compare(_ tool: String, aws: String?, _ cases: [BotocoreCase]) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "keyless-cases-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let answers = try await RealBotocore.answers(to: cases.map { $0.row(below: folder) }, aws: aws, in: folder)
    #expect(answers.count == cases.count)
    for (row, answer) in zip(cases, answers) {
      let root = folder.appending(path: row.name).path
      let expected = row.answer(of: tool)?.replacingOccurrences(of: BotocoreCase.home, with: root) ?? ""
      let colon = expected.firstIndex(of: ":") ?? expected.endIndex
      let said = String(expected[colon...].dropFirst(2))
      #expect(said == answer.identity ?? answer.text, "\(row.name): \(answer)")
      #expect((expected[..<colon] == "error") == (answer.identity == nil), "\(row.name)")
    }
  }
}
