import KeylessCIHalf
import KeylessSource

/// A place where a job's script gives one of its tokens to more people than it has to.
struct TokenExposure {
  enum Way {
    /// Into the job's log.
    case printed
    /// The same with all other variables and as it is, so that GitLab's masking hides it.
    case printedMasked
    /// Where a path of an artifact or a cache keeps it.
    case kept(Located<String>)
    /// Where `artifacts: untracked` keeps it.
    case keptUntracked
  }

  let token: String
  let way: Way
  let span: SourceSpan
  /// The file, where it is one.
  let file: ScriptFile?
}

/// A file as a script names it.
enum ScriptFile: Hashable {
  /// Relative to the project.
  case ofProject(String)
  case other(ShellValue)

  init(_ value: ShellValue, in folder: String?) {
    if let path = GitLabPaths.path(value, in: folder) {
      self = .ofProject(path)
    } else {
      self = .other(value.joined)
    }
  }
}
