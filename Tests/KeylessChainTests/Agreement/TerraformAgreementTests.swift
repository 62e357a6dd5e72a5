import Foundation
import KeylessChain
import KeylessTesting
import Testing

/// What is needed to run the real ones: Terraform, a folder with the provider, the built `keyless`, and a Python with boto3.
private enum Real {
  private static let environment = ProcessInfo.processInfo.environment
  static let keyless = environment["KEYLESS_BINARY"]
  static let plugins = environment["KEYLESS_TF_PLUGINS"]
  static let python = environment["KEYLESS_PYTHON"] ?? "python3"
  static let isThere = TerraformProgram.isThere && keyless != nil && plugins != nil
}

@Suite("Terraform's real provider and S3 backend", .serialized, .timeLimit(.minutes(10)))
struct TerraformAgreementTests {
  @Test("every row has a prediction, and there are enough of them")
  func predictions() {
    let rows = TerraformMatrix.rows
    #expect(rows.filter { $0.tool == .provider }.count >= 60)
    #expect(rows.filter { $0.tool == .backend }.count >= 30)
    for row in rows {
      if case .unknown = Self.resolution(row).outcome { Issue.record("nothing is predicted of \(row.id)") }
    }
  }

  @Test(
    "are who the chain predicts, or say what it predicts",
    .enabled(if: Real.isThere, "KEYLESS_BINARY and KEYLESS_TF_PLUGINS name what is needed")
  )
  func agreement() throws {
    let rows = TerraformMatrix.rows
    let seen = try Self.run(rows)
    for row in rows {
      let found = try #require(seen[row.id], "nothing was seen of \(row.id)")
      let predicted = Self.expected(Self.resolution(row))
      let actual = found["arn"] ?? "error: \(found["error"] ?? "")"
      #expect(Self.agrees(predicted, actual), "\(row.id) \(row.environment)\n\(row.terraform)\n\(predicted)\n\(actual)")
    }
  }

  private static func resolution(_ row: TerraformRow) -> Resolution {
    let id = row.tool == .provider ? "terraform-provider-v5" : "terraform-backend-1.8"
    let chain = TerraformChains.all.first { $0.tool.id == id }
    guard let chain else { preconditionFailure("there is no \(id)") }
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

  private static func run(_ rows: [TerraformRow]) throws -> [String: [String: String]] {
    let folder = FileManager.default.temporaryDirectory.appending(path: "keyless-rows-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let objects = rows.map { $0.json.merging(["files": TerraformMatrix.files]) { $1 } }
    let input = folder.appending(path: "rows.json")
    try JSONSerialization.data(withJSONObject: objects).write(to: input)
    let output = folder.appending(path: "seen.json")
    try Data().write(to: output)
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [
      Real.python, URL(filePath: #filePath).deletingLastPathComponent().appending(path: "terraform_rows.py").path,
      Real.keyless ?? "", TerraformProgram.path ?? "", Real.plugins ?? "",
    ]
    process.standardInput = try FileHandle(forReadingFrom: input)
    process.standardOutput = try FileHandle(forWritingTo: output)
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
    let seen = try JSONSerialization.jsonObject(with: Data(contentsOf: output)) as? [String: Any] ?? [:]
    return seen.compactMapValues { $0 as? [String: String] }
  }
}
