package import KeylessSource

/// Where the deciding line of a link is.
package struct LinkOrigin: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// Variables of the environment, the deciding one first.
    case variables([String])
    /// Arguments of the tool's configuration, as in `profile`.
    case arguments([String])
    /// A profile, with the file that decides: as in `[profile dev]` of `/home/me/.aws/config`.
    case profile(String, file: String)
    /// A service that is asked although nobody named it.
    case service
  }

  package let kind: Kind
  package let place: SourceSpan?

  package init(_ kind: Kind, at place: SourceSpan? = nil) {
    self.kind = kind
    self.place = place
  }

  package static func variables(_ names: String..., at place: SourceSpan? = nil) -> LinkOrigin {
    LinkOrigin(.variables(names), at: place)
  }

  /// As in "AWS_PROFILE", "profile `dev` in ~/.aws/config".
  package var words: String {
    switch kind {
    case .variables(let names), .arguments(let names): ShownText.withoutSecrets(names.joined(separator: ", "))
    case .profile(let name, let file): ShownText.withoutSecrets("profile `\(name)` in \(file)")
    case .service: "asked because nothing before it answered"
    }
  }
}
