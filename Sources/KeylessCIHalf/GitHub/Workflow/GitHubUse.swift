package import KeylessSource

/// What `uses` names: an action, a called workflow, an image.
package struct GitHubUse: Hashable, Sendable {
  package enum Target: Hashable, Sendable {
    /// `./path`, a path of the tree without `./`.
    case local(String)
    /// `owner/repo/path@ref`; the path is empty for an action at the repository's root.
    case repository(String, path: String, ref: String?)
    /// `docker://image`.
    case image(String)
    /// Anything else, an expression for example.
    case other
  }

  package var target: Target
  /// As it is written.
  package var text: Located<String>

  package init(_ text: Located<String>) {
    self.text = text
    let raw = text.value
    if raw.hasPrefix("docker://") {
      target = .image(String(raw.dropFirst("docker://".count)))
    } else if raw.hasPrefix("./") || raw.hasPrefix("../") || raw == "." {
      target = SourceTree.resolve(raw, in: "").map(Target.local) ?? .other
    } else {
      let halves = raw.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      let parts = halves[0].split(separator: "/", omittingEmptySubsequences: false).map(String.init)
      guard parts.count >= 2, !parts[0].isEmpty, !parts[1].isEmpty, !raw.contains("${{") else {
        target = .other
        return
      }
      target = .repository(
        parts[0] + "/" + parts[1],
        path: parts.dropFirst(2).joined(separator: "/"),
        ref: halves.count == 2 ? halves[1] : nil
      )
    }
  }

  /// `owner/repo` in lower case, the way GitHub compares them; nil for what is no repository's.
  package var repository: String? {
    guard case .repository(let name, _, _) = target else { return nil }
    return name.lowercased()
  }

  package var ref: String? {
    guard case .repository(_, _, let ref) = target else { return nil }
    return ref
  }

  /// Whether this is `aws-actions/configure-aws-credentials` or a fork that kept its name.
  package var configuresCredentials: Bool {
    guard case .repository(let name, path: "", _) = target else { return false }
    return name.lowercased().hasSuffix("/configure-aws-credentials")
  }
}
