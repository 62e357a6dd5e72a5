import KeylessAWS
import KeylessCalls
import KeylessSource
import KeylessSystem

/// What a server says of itself once it answers.
struct ServeGreeting: Sendable {
  let plan: ServePlan
  let endpoint: String
  let settings: Settings
  /// Whether the default account's key came from the environment; then nobody needs to be told.
  let areGiven: Bool
  let isNewStore: Bool

  func readyFile(_ path: String, processID: Int) -> ReadyFile {
    ReadyFile(
      path: path,
      endpoint: endpoint,
      partition: plan.partition,
      settings: settings,
      issuers: plan.played,
      processID: processID
    )
  }

  /// The administrator's secret goes to a person at a terminal, and only when no ready file holds it.
  func say(_ system: System) {
    if plan.isExposed {
      system.printError(
        "keyless: warning: \(plan.host) can be reached by other machines, and what goes over it is not encrypted\n"
      )
    }
    var lines = ["the local AWS answers at \(endpoint)"]
    lines.append("  accounts  \(plan.accounts.map(\.text).joined(separator: ", ")) in \(plan.region)")
    lines.append("  store     \(storeText)")
    for issuer in plan.played { lines.append("  plays     \(issuer)") }
    for upstream in plan.upstreams { lines.append("  \(upstream.service) is passed on to \(upstream.url)") }
    if let file = plan.readyFile {
      lines.append("  the administrator's key is in \(file)")
    } else if areGiven {
      lines.append("  the administrator's key is the one of the environment")
    } else if !system.outputIsTerminal {
      lines.append("  the administrator's key is told only to a terminal or to --ready-file")
    }
    system.printOutput(lines.map { TerminalText.escaping($0) + "\n" }.joined())
    if plan.readyFile == nil, !areGiven, system.outputIsTerminal { system.printOutput(exports) }
    system.printOutput("stop it with Ctrl-C\n")
  }

  private var storeText: String {
    switch plan.store {
    case .memory: "memory: everything goes with the server"
    case .sqlite(let path): isNewStore ? "\(path), made just now" : path
    }
  }

  /// Random keys have no character that a shell would read.
  private var exports: String {
    guard let administrator = settings.administrators.first else { return "" }
    return """

      export AWS_ENDPOINT_URL=\(endpoint) AWS_REGION=\(plan.region) AWS_DEFAULT_REGION=\(plan.region)
      export AWS_ACCESS_KEY_ID=\(administrator.accessKeyID)
      export AWS_SECRET_ACCESS_KEY=\(administrator.secret.exposed)
      unset AWS_SESSION_TOKEN AWS_PROFILE


      """
  }
}
