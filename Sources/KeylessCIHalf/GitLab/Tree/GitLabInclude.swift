package import KeylessSource

/// One thing that an `include` names, and what became of it.
package struct GitLabInclude: Hashable, Sendable {
  package enum Source: Hashable, Sendable {
    case local(String)
    case project(path: String, file: String, ref: String?)
    case component(String)
    case remote(String, integrity: String?)
    case template(String)
    /// Not understood; as it is written.
    case other(String)
  }

  package var source: Source
  /// The entry of the list, or the one value.
  package var span: SourceSpan
  /// The text that decides which version is taken: the ref, the version behind `@`, the URL; else what names the include.
  package var version: SourceSpan
  /// The files that were read; empty when there were none.
  package var files: [String] = []
  /// Why it could not be read; nil when it was.
  package var unknown: String?
}
