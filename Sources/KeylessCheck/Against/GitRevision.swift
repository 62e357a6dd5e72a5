import KeylessSource
import KeylessSystem

/// The files of a revision, written into a folder of their own by git's plumbing: no hook runs, and the repository's index and
/// working tree stay as they are.
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
    let git = Git(root: root, place: place, system: system)
    let prefix = try await git.run(["rev-parse", "--show-prefix"], "`\(root)` is in no git repository")
    _ = try await git.run(
      ["rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{tree}"],
      "there is no revision `\(TerminalText.escaping(revision))`"
    )
    _ = try await git.run(["read-tree", "--end-of-options", revision], "reading the revision's tree failed")
    let tree = place + "/tree/"
    _ = try await git.run(
      ["checkout-index", "--all", "--quiet", "--prefix=\(tree)"],
      "writing the revision's files failed"
    )
    let below = prefix.split(separator: "\n").first.map(String.init) ?? ""
    return try await body(tree + below)
  }

  private struct Git {
    var root: String
    var place: String
    var system: System

    func run(_ arguments: [String], _ failure: String) async throws -> String {
      let output = place + "/output"
      try? system.files.removeFile(output)
      var environment = system.environment
      environment["GIT_INDEX_FILE"] = place + "/index"
      environment["GIT_NO_LAZY_FETCH"] = "1"
      environment["GIT_TERMINAL_PROMPT"] = "0"
      environment["GIT_LFS_SKIP_SMUDGE"] = "1"
      // What a repository's own configuration could make git run.
      let safe = ["-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "filter.lfs.required=false"]
      let request = ProcessRequest(
        command: ["git"] + safe + arguments,
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
      let text = String(decoding: bytes, as: UTF8.self)
      guard result == .exited(0) else {
        let detail = text.split(separator: "\n").first.map { ": " + TerminalText.escaping(String($0)) } ?? ""
        throw CheckError(.usage, failure + detail)
      }
      return text
    }
  }
}
