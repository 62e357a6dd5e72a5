import KeylessCIHalf
import KeylessSource

/// A place where a job's script gives one of its tokens to more people than it has to.
struct TokenExposure {
  enum Way {
    /// Into the job's log.
    case printed
    /// The same with all other variables and as it is, so that GitLab's masking hides it.
    case printedMasked
    /// Where a path of an artifact or a cache keeps it; nil where that is `artifacts: untracked`.
    case kept(Located<String>?)
  }

  let token: String
  let way: Way
  let span: SourceSpan
  /// The file, where it is one.
  let file: ScriptFile?
}
