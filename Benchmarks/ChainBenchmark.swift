import Foundation
import KeylessCheck
import KeylessSystem

/// `keyless chain --all` from a cold start, beside a process that does nothing: milliseconds of wall time.
enum ChainBenchmark {
  private static let rounds = 20

  static func run(_ system: System) async throws -> String {
    let folder = try system.files.makeTemporaryDirectory()
    defer { try? system.files.removeTree(folder) }
    let home = folder + "/home"
    try FileManager.default.createDirectory(atPath: home + "/.aws", withIntermediateDirectories: true)
    try Data(credentials.utf8).write(to: URL(filePath: home + "/.aws/credentials"))
    try Data(config.utf8).write(to: URL(filePath: home + "/.aws/config"))
    // Absolute, because the child begins in another folder.
    let program = URL(filePath: CommandLine.arguments[0]).absoluteURL.path
    var (own, nothing): ([Double], [Double]) = ([], [])
    for round in 0...rounds {
      let elapsed = try await time([program, "chain-once"], home, system)
      let other = try await time(["/bin/true"], home, system)
      guard round > 0 else { continue }
      own.append(elapsed)
      nothing.append(other)
    }
    return Figures.object([
      ("milliseconds", Figures.number(Clock.median(own))), ("target", "50"),
      ("emptyProcessMilliseconds", Figures.number(Clock.median(nothing))),
      ("timesEmptyProcess", Figures.number(Clock.median(zip(own, nothing).map { $0 / $1 }))),
    ])
  }

  /// What the process of a round does.
  static func once(_ system: System) async throws {
    var verb = ChainVerb()
    verb.all = true
    _ = try await verb.run(system)
  }

  private static func time(_ command: [String], _ home: String, _ system: System) async throws -> Double {
    let request = ProcessRequest(
      command: command,
      environment: [
        "HOME": home, "AWS_ROLE_ARN": "arn:aws:iam::123456789012:role/deploy",
        "AWS_WEB_IDENTITY_TOKEN_FILE": home + "/token", "AWS_PROFILE": "dev",
      ],
      directory: home
    )
    let start = Clock.now()
    let output = try await system.capture(request, ProcessLimits(seconds: 60, bytes: 1 << 20))
    let elapsed = Double(Clock.now() - start) / 1e6
    guard output.result == .exited(0) else {
      throw BenchmarkError(description: "\(command[0]) ended with status \(output.result.shellStatus)")
    }
    return elapsed
  }

  private static let credentials = """
    [default]
    aws_access_key_id = AKIAIOSFODNN7EXAMPLE
    aws_secret_access_key = example
    """

  private static let config =
    (0..<40).map { "[profile p\($0)]\nrole_arn = arn:aws:iam::123456789012:role/p\($0)\nsource_profile = dev\n" }
    .joined()
    + "[profile dev]\nsso_session = work\nsso_account_id = 123456789012\nsso_role_name = dev\n[sso-session work]\nsso_region = eu-central-1\nsso_start_url = https://example.com\n"
}
