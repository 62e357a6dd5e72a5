package import KeylessCIHalf
import KeylessSource
package import KeylessSystem

/// Whose files these are: by the environment of a CI job, else by the remote of the git repository.
package enum ProjectGuess {
  package struct Answer: Sendable {
    package var project: CIProject
    package var defaultBranch: String?
  }

  package static func guess(root: String, _ system: System) -> Answer {
    let environment = system.environment
    if let path = environment["CI_PROJECT_PATH"] {
      return Answer(
        project: CIProject(path: path, host: environment["CI_SERVER_HOST"]),
        defaultBranch: environment["CI_DEFAULT_BRANCH"]
      )
    }
    if let path = environment["GITHUB_REPOSITORY"] {
      let host = environment["GITHUB_SERVER_URL"].flatMap(GitRemote.init)?.host
      return Answer(project: CIProject(path: path, host: host), defaultBranch: branch(root, system))
    }
    let remote = text(root + "/.git/config", system).flatMap(GitRemote.origin)
    return Answer(project: CIProject(path: remote?.path, host: remote?.host), defaultBranch: branch(root, system))
  }

  /// What `git remote set-head` and every clone write down.
  private static func branch(_ root: String, _ system: System) -> String? {
    let prefix = "ref: refs/remotes/origin/"
    guard let head = text(root + "/.git/refs/remotes/origin/HEAD", system)?.split(separator: "\n").first,
      head.hasPrefix(prefix)
    else { return nil }
    return String(head.dropFirst(prefix.count))
  }

  private static func text(_ path: String, _ system: System) -> String? {
    guard let bytes = try? system.files.read(path, 1 << 16) else { return nil }
    return String(validating: bytes, as: UTF8.self)
  }
}
