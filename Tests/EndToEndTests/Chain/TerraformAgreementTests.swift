import Foundation
import KeylessChain
import Testing

@Suite("Terraform's real provider and S3 backend", .serialized, .timeLimit(.minutes(30)))
struct TerraformAgreementTests {
  @Test("every row has a prediction, and there are enough of them")
  func predictions() throws {
    let rows = TerraformMatrix.rows
    #expect(rows.filter { $0.tool == .provider }.count >= 60)
    #expect(rows.filter { $0.tool == .backend }.count >= 30)
    for row in rows {
      if case .unknown = try Self.resolution(row).outcome { Issue.record("nothing is predicted of \(row.id)") }
    }
  }

  @Test(
    "are who the chain predicts, or say what it predicts",
    .enabled(if: Terraform.isThere, Terraform.absence)
  )
  func agreement() async throws {
    let rows = TerraformMatrix.rows
    let seen = try await Self.run(rows)
    for row in rows {
      let found = try #require(seen[row.id], "nothing was seen of \(row.id)")
      let predicted = try Self.expected(Self.resolution(row))
      let actual = found["arn"] ?? "error: \(found["error"] ?? "")"
      #expect(Self.agrees(predicted, actual), "\(row.id) \(row.environment)\n\(row.terraform)\n\(predicted)\n\(actual)")
    }
  }

  private static func resolution(_ row: TerraformRow) throws -> Resolution {
    let id = row.tool == .provider ? "terraform-provider-v5" : "terraform-backend-1.8"
    let chain = try #require(TerraformChains.all.first { $0.tool.id == id }, "there is no \(id)")
    return chain.resolution(row.situation(TerraformMatrix.files))
  }

  private static func expected(_ resolution: Resolution) -> String {
    switch resolution.outcome {
    case .fired(let link): identity(link.plan)
    case .failed(let failure): "error: \(failure.text)"
    case .unknown: "unknown"
    }
  }

  private static func identity(_ plan: CredentialPlan) -> String {
    func user(_ name: String) -> String { "arn:aws:iam::111122223333:user/\(name)" }
    func role(_ arn: String?, _ session: String?) -> String {
      let name = arn.map { String($0.dropFirst(TerraformMatrix.role.count)) }
      return "arn:aws:sts::111122223333:assumed-role/\(name ?? "…")/\(session ?? "…")"
    }
    return switch plan {
    case .keys(let id, _, _, _): user(String((id ?? "").dropFirst(4)))
    case .webIdentity(let plan): role(plan.roleARN, plan.sessionName)
    case .assumeRole(let plan, _): role(plan.roleARN, plan.sessionName)
    case .container: user("container")
    case .instanceMetadata: user("metadata")
    case .process: user("process")
    case .sso, .login: "none"
    }
  }

  /// `…` stands for what depends on the network or the clock.
  private static func agrees(_ predicted: String, _ actual: String) -> Bool {
    let (predicted, actual) = (trimmed(predicted), trimmed(actual))
    guard let hole = predicted.firstRange(of: "…") else { return predicted == actual }
    return actual.hasPrefix(predicted[..<hole.lowerBound]) && actual.hasSuffix(predicted[hole.upperBound...])
  }

  private static func trimmed(_ text: String) -> String { text.trimmingCharacters(in: .whitespacesAndNewlines) }

  private static func run(_ rows: [TerraformRow]) async throws -> [String: [String: String]] {
    let objects = rows.map { $0.json.merging(["files": TerraformMatrix.files]) { $1 } }
    let input = String(decoding: try JSONSerialization.data(withJSONObject: objects), as: UTF8.self)
    // Where Terraform is, no row may be skipped.
    let python: URL = try #require(RealClients.python, RealClients.absence)
    let run = try await Binary.run(
      [
        Binary.root.appending(path: "Tests/EndToEndTests/Fixtures/chain_rows.py").path, Binary.keyless.path,
        try #require(Terraform.program).path, try #require(Terraform.plugins).path,
      ],
      input: input,
      program: python
    )
    try #require(run.status == 0, "\(run.errors)")
    let seen = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any] ?? [:]
    return seen.compactMapValues { $0 as? [String: String] }
  }
}
