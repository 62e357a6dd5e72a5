import KeylessAWS
import KeylessClient
import KeylessIntent
import KeylessPolicy
import KeylessRehearsal
import KeylessAccounts
import KeylessServer
import KeylessSource
import KeylessSystem
import KeylessTesting
import Logging
import Synchronization
import Testing

/// A stage for the intent of these tests, on a described machine whose only real part is the loopback network.
struct Theatre {
  static let now = 1_790_000_000
  static let yaml = """
    version: 1
    account: "111122223333"
    region: eu-west-1
    platform: gitlab
    owner: acme
    roles:
      deploy:
        admits:
          - name: main
            project: acme/shop
            project-id: "4711"
            namespace-id: "815"
            branches: [main]
            protected: true
            merge-requests: false
    """
  /// Two roles with a pipeline of the same name, and one of its own.
  static let twoRoles =
    yaml + """

        plan:
          admits:
            - name: main
              project: acme/shop
              project-id: "4711"
              namespace-id: "815"
              branches: [main]
            - name: next
              project: acme/shop
              project-id: "4711"
              namespace-id: "815"
              branches: [next]
      """

  let machine = TestMachine(now: now)
  let disk = Disk()
  let stage: Stage
  var system: System

  init(_ yaml: String = yaml, environment: [String: String] = [:]) throws {
    let (intent, diagnostics) = Intent.read(Array(yaml.utf8), file: "keyless.yaml")
    stage = try Stage(
      #require(intent, "\(diagnostics)"),
      system: machine.system(),
      logger: TheatreLog.silent
    )
    system = machine.system(environment: environment)
    system.send = System.patient().send
    system.files = disk.files
  }

  /// Replaces what a role trusts; the statement's condition is the whole difference.
  func trust(_ role: String, _ condition: JSON) throws {
    let arn = try #require(stage.roles.first { $0.role.name.value == role }).arn
    let statement: JSON = [
      "Effect": "Allow", "Principal": ["Federated": .string(stage.providerARN)],
      "Action": "sts:AssumeRoleWithWebIdentity", "Condition": condition,
    ]
    let text = JSON.object([.init("Version", "2012-10-17"), .init("Statement", .array([statement]))]).compact
    try stage.aws.accounts.put(
      .role(
        KeylessAccounts.Role(
          arn: RoleARN(parsing: arn),
          uniqueID: "AROAREPLACED",
          created: 0,
          trust: StoredPolicy(text, kind: .trust, name: "trust")
        )
      )
    )
  }

  /// The job's command: it gets the job's environment and a client for the endpoint that the environment names.
  mutating func command(
    _ body: @escaping @Sendable (_ environment: [String: String], _ client: STSClient) async throws -> ProcessResult
  ) {
    let network = system
    system.run = { request in
      let environment = request.environment
      let endpoint = environment["AWS_ENDPOINT_URL_STS"] ?? ""
      return try await body(environment, STSClient(endpoint: endpoint, region: "eu-west-1", system: network))
    }
  }

  /// The exchange as an SDK does it with nothing but the job's environment.
  static func exchange(
    _ environment: [String: String],
    _ client: STSClient,
    _ disk: Disk
  ) async throws -> Result<AssumeRoleWithWebIdentity.Output, QueryError> {
    let token = disk.text(environment["AWS_WEB_IDENTITY_TOKEN_FILE"] ?? "") ?? ""
    return try await client.exchange(
      AssumeRoleWithWebIdentity.Input(
        roleARN: environment["AWS_ROLE_ARN"] ?? "",
        sessionName: environment["AWS_ROLE_SESSION_NAME"] ?? "",
        token: WebIdentityToken(token)
      )
    )
  }
}

/// The server's log has tests of its own.
enum TheatreLog {
  static let silent = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
}

/// A disk in memory that remembers what was ever on it.
final class Disk: Sendable {
  private struct State {
    var files: [String: [UInt8]] = [:]
    var folders: Set<String> = []
    var ever: [String] = []
  }

  private let state = Mutex(State())

  /// Every path that was made, also those that are gone.
  var ever: [String] { state.withLock { $0.ever } }
  var isEmpty: Bool { state.withLock { $0.files.isEmpty && $0.folders.isEmpty } }

  func text(_ path: String) -> String? {
    state.withLock { $0.files[path] }.map { String(decoding: $0, as: UTF8.self) }
  }

  func put(_ path: String, _ text: String) { state.withLock { $0.files[path] = Array(text.utf8) } }

  var files: FileSystem {
    FileSystem(
      read: { path, _ throws(SystemError) in self.state.withLock { $0.files[path] } },
      readStart: { path, count throws(SystemError) in
        self.state.withLock { $0.files[path].map { Array($0.prefix(count)) } }
      },
      createPrivate: { path, bytes throws(SystemError) in
        let isNew = self.state.withLock { state in
          state.ever.append(path)
          return state.files.updateValue(bytes, forKey: path) == nil
        }
        guard isNew else { throw SystemError(.fileUnwritable, "creating `\(path)` failed: it is there") }
      },
      createShared: { path, _, _ throws(SystemError) in
        throw SystemError(.fileUnwritable, "creating `\(path)` failed: a rehearsal shares no files")
      },
      isPrivate: { path in self.state.withLock { $0.files[path] != nil } },
      move: { from, to, replacing throws(SystemError) in
        let isMoved = self.state.withLock { state in
          guard replacing || state.files[to] == nil, let bytes = state.files.removeValue(forKey: from) else {
            return false
          }
          state.files[to] = bytes
          state.ever.append(to)
          return true
        }
        guard isMoved else { throw SystemError(.fileUnwritable, "moving `\(from)` failed") }
      },
      removeFile: { path throws(SystemError) in self.state.withLock { $0.files[path] = nil } },
      makeTemporaryDirectory: { () throws(SystemError) in
        self.state.withLock { state in
          state.folders.insert("/tmp/job")
          state.ever.append("/tmp/job")
        }
        return "/tmp/job"
      },
      makeDirectory: { path throws(SystemError) in
        self.state.withLock { state in
          state.folders.insert(path)
          state.ever.append(path)
        }
      },
      makeSharedDirectory: { path throws(SystemError) in
        throw SystemError(.directoryUnusable, "creating `\(path)` failed: a rehearsal shares no folders")
      },
      entries: { path, _ throws(SystemError) in
        let names = self.state.withLock { state in
          (Array(state.files.keys) + Array(state.folders)).filter { $0.hasPrefix(path + "/") }
        }
        let inside = Set(names.compactMap { $0.dropFirst(path.count + 1).split(separator: "/").first.map(String.init) })
        return inside.sorted().map { name in
          DirectoryEntry(name, self.text(path + "/" + name) == nil ? .directory : .file)
        }
      },
      kind: { path, _ in
        self.state.withLock { $0.files[path] != nil ? .file : $0.folders.contains(path) ? .directory : nil }
      },
      removeTree: { path throws(SystemError) in
        self.state.withLock { state in
          state.files = state.files.filter { !$0.key.hasPrefix(path + "/") }
          state.folders = state.folders.filter { $0 != path && !$0.hasPrefix(path + "/") }
        }
      },
      readStandardInput: { _ throws(SystemError) in Array((self.text("-") ?? "").utf8) },
      readStandardInputPart: { _ throws(SystemError) in [] }
    )
  }
}
