import KeylessAWS
import KeylessCalls
import KeylessIntent
import KeylessSource
import KeylessSystem

/// Leaves the local AWS of a rehearsal standing and says how to talk to it.
struct KeptServer {
  let stage: Stage
  let endpoint: String

  /// Returns when somebody stops the process.
  ///
  /// The administrator's secret goes into a file that only its owner can read, and nowhere else.
  func stand(_ system: System) async throws {
    // Trapped first: whoever stops us as soon as they read where we are still finds the file removed.
    let stops = await system.stopSignals()
    let folder = try system.files.makeTemporaryDirectory()
    defer { try? system.files.removeTree(folder) }
    let file = folder + "/environment"
    try system.files.createPrivate(file, Array(environment.utf8))
    system.printError(
      """

      keyless: the local AWS stays up at \(endpoint) until you stop it (Ctrl-C). In another shell:

        . \(TerminalText.escaping(file))
        aws sts get-caller-identity

      You are then \(stage.administrator.userName) of account \(stage.intent.account.value).

      """
    )
    for await _ in stops { break }
  }

  private var environment: String {
    let variables = [
      ("AWS_ENDPOINT_URL", endpoint), ("AWS_REGION", stage.intent.region),
      ("AWS_DEFAULT_REGION", stage.intent.region), ("AWS_ACCESS_KEY_ID", stage.administrator.accessKeyID),
      ("AWS_SECRET_ACCESS_KEY", stage.administrator.secret.exposed), ("AWS_EC2_METADATA_DISABLED", "true"),
      ("AWS_ENDPOINT_URL_STS", endpoint), ("AWS_ENDPOINT_URL_IAM", endpoint), ("AWS_ENDPOINT_URL_S3", endpoint),
    ]
    return "unset AWS_PROFILE AWS_SESSION_TOKEN\n" + variables.map { "export \($0.0)='\($0.1)'\n" }.joined()
  }
}
