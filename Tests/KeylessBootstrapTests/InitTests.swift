import KeylessBootstrap
import KeylessIntent
import KeylessSystem
import KeylessTesting
import Synchronization
import Testing

@Suite("beginning an intent")
struct InitTests {
  /// Runs `init` in an empty folder with what the machine knows, and answers status and file.
  private func begin(
    environment: [String: String] = [:],
    remote: String? = nil,
    claims: String? = nil,
    answers: [String] = [],
    _ change: (inout InitVerb) -> Void
  ) async throws -> (status: Int32, text: String) {
    var system = System.live()
    system.environment = environment
    system.printOutput = { _ in }
    system.printError = { _ in }
    let left = Answers(answers)
    system.ask = { _ in left.next() }
    let folder = try system.files.makeTemporaryDirectory()
    defer { try? system.files.removeTree(folder) }
    if let remote {
      try system.files.makeSharedDirectory(folder + "/.git")
      let config = "[core]\n\tbare = false\n[remote \"origin\"]\n\turl = \(remote)\n\tfetch = +refs/heads/*\n"
      try system.files.createShared(folder + "/.git/config", Array(config.utf8), false)
    }
    var verb = InitVerb()
    verb.path = folder + "/keyless.yaml"
    if let claims {
      try system.files.createShared(folder + "/claims.json", Array(claims.utf8), false)
      verb.claimsFile = folder + "/claims.json"
    }
    change(&verb)
    let status = try await verb.run(system)
    let text = String(decoding: try #require(try system.files.read(verb.path, 1 << 20)), as: UTF8.self)
    #expect(Intent.read(Array(text.utf8), file: "keyless.yaml").intent != nil)
    return (status, text)
  }

  private final class Answers: Sendable {
    private let left: Mutex<[String]>
    init(_ answers: [String]) { left = Mutex(answers) }
    func next() -> String? { left.withLock { $0.isEmpty ? nil : $0.removeFirst() } }
  }

  @Test("flags with ids give an intent that is whole")
  func flags() async throws {
    let (status, text) = try await begin { verb in
      verb.flags.platform = "gitlab"
      verb.flags.project = "acme/shop"
      (verb.flags.projectID, verb.flags.ownerID, verb.account) = ("4711", "815", "111122223333")
    }
    #expect(status == 0)
    #expect(text.contains("project-id: \"4711\""))
    #expect(text.contains("shop-apply:"))
    #expect(text.contains("shop-plan:"))
  }

  @Test("without ids it is written, and the status says that it goes by names", arguments: ["gitlab", "github"])
  func names(_ platform: String) async throws {
    let (status, text) = try await begin { verb in
      (verb.flags.platform, verb.flags.project, verb.account) = (platform, "acme/shop", "111122223333")
    }
    #expect(status == 1)
    #expect(!text.contains("-id:"))
  }

  @Test("the variables of a job name the project and its ids")
  func job() async throws {
    let gitlab = [
      "GITLAB_CI": "true", "CI_PROJECT_PATH": "acme/web/shop", "CI_PROJECT_ID": "4711",
      "CI_PROJECT_NAMESPACE_ID": "815",
      "CI_DEFAULT_BRANCH": "trunk", "CI_SERVER_URL": "https://gitlab.example.com",
    ]
    let (status, text) = try await begin(environment: gitlab) { $0.account = "111122223333" }
    // AWS reads no ids of an instance of one's own.
    #expect(status == 1)
    #expect(!text.contains("-id:"))
    #expect(text.contains("project: \"acme/web/shop\""))
    #expect(text.contains("issuer: \"https://gitlab.example.com\""))
    #expect(text.contains("branches: [\"trunk\"]"))
    let github = [
      "GITHUB_ACTIONS": "true", "GITHUB_REPOSITORY": "acme/shop", "GITHUB_REPOSITORY_ID": "4711",
      "GITHUB_REPOSITORY_OWNER_ID": "815", "GITHUB_SERVER_URL": "https://github.com",
    ]
    let other = try await begin(environment: github) { $0.account = "111122223333" }
    #expect(other.status == 0)
    #expect(other.text.contains("repository-id: \"4711\""))
    #expect(!other.text.contains("issuer:"))
  }

  @Test(
    "the git remote names platform and project",
    arguments: [
      ("git@gitlab.com:acme/web/shop.git", "gitlab", "acme/web/shop"),
      ("https://user:secret@github.com/acme/shop.git", "github", "acme/shop"),
      ("ssh://git@gitlab.example.com:2222/acme/shop.git", "gitlab", "acme/shop"),
    ]
  )
  func remote(_ url: String, _ platform: String, _ project: String) async throws {
    let (status, text) = try await begin(remote: url) { $0.account = "111122223333" }
    #expect(status == 1)
    #expect(text.contains("platform: \(platform)"))
    #expect(text.contains("project: \"\(project)\""))
    #expect(!text.contains("secret"))
  }

  @Test("claims come before the job and the remote, and ids of another project are not mixed in")
  func claims() async throws {
    let claims = #"{"iss":"https://gitlab.com","project_path":"acme/shop","project_id":"4711","namespace_id":"815"}"#
    let (status, text) = try await begin(
      environment: ["GITLAB_CI": "true", "CI_PROJECT_PATH": "acme/other", "CI_PROJECT_ID": "1"],
      claims: claims
    ) { $0.account = "111122223333" }
    #expect(status == 0)
    #expect(text.contains("project-id: \"4711\""))
    let mixed = try await begin(environment: [
      "GITLAB_CI": "true", "CI_PROJECT_PATH": "acme/other", "CI_PROJECT_ID": "1",
    ]) {
      verb in
      (verb.flags.project, verb.account) = ("acme/shop", "111122223333")
    }
    #expect(mixed.status == 1)
    #expect(!mixed.text.contains("project-id"))
  }

  @Test("what nobody says is asked, in order")
  func asked() async throws {
    let (status, text) = try await begin(answers: ["github", "acme/shop", "111122223333", "4711", "815"]) { _ in }
    #expect(status == 0)
    #expect(text.contains("owner-id: \"815\""))
  }

  @Test("the release signer admits tags alone and signs with one key")
  func signer() async throws {
    let (_, text) = try await begin { verb in
      (verb.flags.platform, verb.flags.project, verb.account) = ("gitlab", "acme/shop", "111122223333")
      (verb.preset, verb.kmsKey) = (.releaseSigner, "arn:aws:kms:eu-west-1:111122223333:key/1")
    }
    #expect(text.contains("tags: [\"v*\"]"))
    #expect(text.contains("kms:Sign"))
    #expect(!text.contains("branches"))
  }

  @Test("an illegal project, an unknown platform and a missing account are usage errors, and nothing is written")
  func bad() async throws {
    await #expect(throws: BootstrapError.self) {
      _ = try await begin { verb in
        (verb.flags.platform, verb.flags.project, verb.account) = ("gitlab", "acme", "111122223333")
      }
    }
    await #expect(throws: BootstrapError.self) {
      _ = try await begin { verb in
        (verb.flags.platform, verb.flags.project, verb.account) = ("jenkins", "acme/shop", "111122223333")
      }
    }
    await #expect(throws: BootstrapError.self) {
      _ = try await begin { verb in (verb.flags.platform, verb.flags.project) = ("gitlab", "acme/shop") }
    }
  }
}
