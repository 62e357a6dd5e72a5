package import KeylessSource

/// What a script does to a file in which AWS tools look for profiles.
package struct JobWrite: Hashable, Sendable {
  package enum Content: Hashable, Sendable {
    /// All that is in the file afterwards.
    case whole(CIText)
    case appended(CIText)
    /// `aws configure set`: in the file that the AWS CLI picks for the key.
    case setting(profile: String, key: String, CIText)
    /// Something that is not followed, with the reason as a clause.
    case unknown(String)
    /// The same in any file, as where there are too many writes.
    case anything(String)
  }

  /// Nil for `aws configure`, and for what may go to either file.
  package var path: CIText?
  package var content: Content
  /// Whether it is done whenever the script runs; false behind a condition.
  package var isSure: Bool
  package var span: SourceSpan

  package init(path: CIText?, _ content: Content, isSure: Bool, at span: SourceSpan) {
    self.path = path
    self.content = content
    self.isSure = isSure
    self.span = span
  }

  /// How much text it comes to, with a little for the write itself.
  package var size: Int {
    let text: CIText? =
      switch content {
      case .whole(let text), .appended(let text), .setting(_, _, let text): text
      case .unknown, .anything: nil
      }
    return (text?.parts ?? []).reduce(32) { if case .literal(let text) = $1 { $0 + text.utf8.count } else { $0 + 1 } }
  }
}
