import Foundation
@testable import KeylessChain
import Testing

/// The chains of botocore against the real clients, over situations that are made up from a seed.
@Suite(.serialized)
struct BotocoreAgreementTests {
  private static let usualSeed: UInt64 = 20_261_126
  private static let seed =
    ProcessInfo.processInfo.environment["KEYLESS_CHAIN_SEED"].flatMap { UInt64($0) } ?? usualSeed

  @Test(
    "boto3 is who the chain says, or fails as the chain says, in 240 situations",
    .enabled(if: RealBotocore.hasBoto3, RealBotocore.absence)
  )
  func boto3() async throws {
    try await compare(Boto3(), count: 240, aws: nil)
  }

  @Test(
    "the AWS CLI is who the chain says, or fails as the chain says, in 60 situations",
    .enabled(if: RealBotocore.hasAWS, RealBotocore.absence)
  )
  func commandLine() async throws {
    try await compare(AWSCLI(.v1), count: 60, aws: RealBotocore.aws)
  }

  @Test("the situations of the usual seed reach every link and many errors")
  func reachesEveryLink() {
    var generator = BotocoreRowGenerator(seed: Self.usualSeed, folder: "/rows", playsRelativeURI: true)
    var kinds: Set<LinkKind> = []
    var errors: Set<String> = []
    for number in 0..<240 {
      switch Boto3().resolution(generator.row(number).situation).outcome {
      case .fired(let link): kinds.insert(link.kind)
      case .failed(let failure): errors.insert(String(failure.text.prefix(40)))
      case .unknown: break
      }
    }
    #expect(kinds.isSuperset(of: [.environment, .webIdentity, .profileStatic, .profileWebIdentity, .assumeRole]))
    #expect(kinds.isSuperset(of: [.container, .instanceMetadata, .process]))
    #expect(errors.count >= 12, "\(errors.sorted())")
  }

  private func compare(_ chain: some CredentialChain, count: Int, aws: String?) async throws {
    print("seed \(Self.seed) (KEYLESS_CHAIN_SEED)")
    let folder = FileManager.default.temporaryDirectory.appending(path: "keyless-\(chain.tool.id)-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    var generator = BotocoreRowGenerator(
      seed: Self.seed &+ (aws == nil ? 0 : 1),
      folder: folder.path,
      playsRelativeURI: aws == nil
    )
    let rows = (0..<count).map { generator.row($0) }
    let answers = try await RealBotocore.answers(to: rows, aws: aws, in: folder)
    #expect(answers.map(\.id) == rows.map(\.id))
    var disagreements = 0
    for (row, answer) in zip(rows, answers) {
      let prediction = Prediction(chain.resolution(row.situation), row)
      guard !BotocoreAgreement.holds(prediction, answer) else { continue }
      disagreements += 1
      let place = try BotocoreAgreement.keep(row, prediction, answer, in: folder)
      Issue.record("\(row.id): says \(prediction), is \(answer); see \(place.path)")
    }
    if disagreements == 0 { try FileManager.default.removeItem(at: folder) }
  }
}
