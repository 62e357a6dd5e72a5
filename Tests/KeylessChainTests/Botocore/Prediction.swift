import Foundation
import KeylessSource
@testable import KeylessChain

/// What the real client must answer where a chain says what it says, with the services that `boto3_rows.py` plays.
enum Prediction: Hashable, CustomStringConvertible {
  case identity(String, LinkKind)
  case error(String)
  /// Nothing that a test should meet.
  case unknown(String)

  init(_ resolution: Resolution, _ row: BotocoreRow) {
    switch resolution.outcome {
    case .failed(let failure): self = .error(failure.text)
    case .unknown(let input, _): self = .unknown("\(input.input.words) \(input.reason)")
    case .fired(let link):
      if link.base.kind == .login {
        // The package that it needs is not among the clients of the tests.
        self = .error(
          "Missing Dependency: Using the login credential provider requires an additional dependency. "
            + "You will need to pip install \"botocore[crt]\" before proceeding."
        )
      } else {
        self = .identity(Identity(row).text(link), link.kind)
      }
    }
  }

  var description: String {
    switch self {
    case .identity(let text, let kind): "\(kind.rawValue): \(text)"
    case .error(let text): "error: \(text)"
    case .unknown(let text): "unknown: \(text)"
    }
  }
}

/// The identity that the played services derive from a request.
private struct Identity {
  private let row: BotocoreRow

  init(_ row: BotocoreRow) {
    self.row = row
  }

  func text(_ link: Link) -> String {
    switch link.plan {
    case .keys(let id, _, _, let token):
      "keys \(id ?? "?")" + (token.map { " with \(value($0))" } ?? "")
    case .webIdentity(let plan):
      "web \(plan.roleARN ?? "?") token \(token(plan.token))" + (plan.sessionName.map { " session \($0)" } ?? "")
    case .assumeRole(let plan, let base):
      "role \(plan.roleARN ?? "?")" + (plan.sessionName.map { " session \($0)" } ?? "")
        + (plan.externalID.map { " external \($0)" } ?? "")
        + (plan.session.durationSeconds.map { " seconds \($0)" } ?? "")
        + " by (\(text(base)))"
    case .sso(let plan): "sso \(plan.accountID) \(plan.roleName) token cached"
    case .process: "keys AKIAPROCESS"
    case .container(let plan): container(plan)
    case .instanceMetadata: "instance"
    case .login: "?"
    }
  }

  private func token(_ token: WebIdentityPlan.Token) -> String {
    guard case .file(let path) = token else { return "?" }
    return file(path).replacingOccurrences(of: "\r\n", with: "\n").replacingOccurrences(of: "\n", with: "\\n")
  }

  private func container(_ plan: ContainerPlan) -> String {
    let path = (plan.url ?? "").drop { $0 != "/" }.dropFirst(2).drop { $0 != "/" }
    let authorization = plan.authorizationFile.map(file) ?? plan.authorization.map(value)
    return "container \(path.isEmpty ? "/" : path)" + (authorization.map { " authorization \($0)" } ?? "")
  }

  private func file(_ path: String) -> String {
    row.files[path.hasPrefix(row.root + "/") ? String(path.dropFirst(row.root.count + 1)) : path] ?? "?"
  }

  private func value(_ origin: TextOrigin) -> String {
    switch origin {
    case .variable(let name): return row.environment[name] ?? "?"
    case .argument: return "?"
    case .profileKey(let file, .config, let name, let key):
      let section = try? row.situation.profiles(.botocore, config: [file], credentials: [])[name]?.config
      return section?[key]?.value ?? "?"
    case .profileKey(let file, .credentials, let name, let key):
      let section = try? row.situation.profiles(.botocore, config: [], credentials: [file])[name]?.credentials
      return section?[key]?.value ?? "?"
    }
  }
}
