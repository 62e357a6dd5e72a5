import KeylessSource
import KeylessSystem

/// The files of a revision, written into a folder of their own by git's plumbing.
///
/// The repository is somebody else's text: a filter, a hook or a monitor that its configuration names would run here. So the
/// repository itself is only asked what the revision is called, and the files are written by a second, empty repository that
/// borrows the objects and has no configuration at all. The index and working tree stay as they are.
enum GitRevision {
  /// Runs `body` with the folder that stands for `root` at that revision, and removes it.
  static func with<Answer>(
    _ revision: String,
    of root: String,
    _ system: System,
    _ body: (String) async throws -> Answer
  ) async throws -> Answer {
    let place = try system.files.makeTemporaryDirectory()
    defer { try? system.files.removeTree(place) }
    var git = Git(root: root, place: place, system: system)
    let noRepository = "`\(TerminalText.escaping(root))` is in no git repository"
    let prefix = try await git.run(["rev-parse", "--show-prefix"], noRepository)
    let objects = try await git.run(["rev-parse", "--path-format=absolute", "--git-path", "objects"], noRepository)
    let format = try await git.run(["rev-parse", "--show-object-format"], noRepository)
    let found = try await git.run(
      ["rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{tree}"],
      "there is no revision `\(TerminalText.escaping(revision))`"
    )
    let failure = "writing the revision's files failed"
    git.environment["GIT_CONFIG_GLOBAL"] = "/dev/null"
    git.environment["GIT_CONFIG_NOSYSTEM"] = "1"
    _ = try await git.run(
      ["init", "--quiet", "--bare", "--template=", "--object-format=\(format)", place + "/git"],
      failure
    )
    git.environment["GIT_DIR"] = place + "/git"
    git.environment["GIT_OBJECT_DIRECTORY"] = objects
    git.environment["GIT_INDEX_FILE"] = place + "/index"
    let tree = place + "/tree/"
    git.environment["GIT_WORK_TREE"] = tree
    try system.files.makeDirectory(place + "/tree")
    _ = try await git.run(["read-tree", found], failure)
    _ = try await git.run(["checkout-index", "--all", "--quiet", "--prefix=\(tree)"], failure)
    return try await body(tree + prefix)
  }

  private struct Git {
    var root: String
    var place: String
    var system: System
    var environment: [String: String]

    init(root: String, place: String, system: System) {
      self.root = root
      self.place = place
      self.system = system
      environment = system.environment
      environment["GIT_NO_LAZY_FETCH"] = "1"
      // An older git does not know that one, and fetches by a program that the repository may name.
      environment["GIT_ALLOW_PROTOCOL"] = "none"
      environment["GIT_TERMINAL_PROMPT"] = "0"
    }

    /// The last line of what it writes, because warnings come first.
    func run(_ arguments: [String], _ failure: String) async throws -> String {
      let output = place + "/output"
      try? system.files.removeFile(output)
      let request = ProcessRequest(
        command: ["git", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null"] + arguments,
        environment: environment,
        directory: root,
        outputFile: output
      )
      let result: ProcessResult
      do { result = try await system.run(request) } catch let error as SystemError where error.code == .commandNotFound
      {
        throw CheckError(.failure, "comparing with a revision needs git, and there is none here")
      }
      let bytes = try system.files.read(output, 1 << 20) ?? []
      let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
      guard result == .exited(0) else {
        let detail = lines.first.map { ": " + TerminalText.escaping(String($0)) } ?? ""
        throw CheckError(.usage, failure + detail)
      }
      return lines.last.map(String.init) ?? ""
    }
  }
}
