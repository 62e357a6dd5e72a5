package import KeylessSource

/// A `permissions` block: what the job's own token may do, and whether the job may ask for one for AWS.
package struct GitHubPermissions: Hashable, Sendable {
  package enum Form: Hashable, Sendable {
    case readAll, writeAll
    /// What is not listed is `none`.
    case scopes([Scope])
  }

  package struct Scope: Hashable, Sendable {
    package var name: Located<String>
    package var access: Located<String>

    /// The whole entry, `id-token: write`.
    package var span: SourceSpan {
      SourceSpan(file: name.span.file, range: name.span.range.lowerBound..<access.span.range.upperBound)
    }
  }

  package var form: Form
  /// From the key `permissions` on.
  package var key: SourceSpan
  /// The value.
  package var span: SourceSpan

  /// Where `id-token` is mentioned.
  package var idToken: Scope? {
    guard case .scopes(let scopes) = form else { return nil }
    return scopes.first { $0.name.value == "id-token" }
  }

  /// What lets the job ask for a token; nil when nothing does.
  package var grant: SourceSpan? {
    switch form {
    case .readAll: nil
    case .writeAll: span
    case .scopes: idToken.flatMap { $0.access.value == "write" ? $0.span : nil }
    }
  }
}
