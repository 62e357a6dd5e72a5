import KeylessCIHalf
import KeylessFindings
import KeylessSource

/// Whoever can move the tag runs code beside the token.
enum FloatingImageRule {
  static let rule = Rule(description, .gitlab(findings))

  private static let description = RuleDescription(
    "KL511",
    "floating-image",
    "a token job in an image without a digest",
    .medium,
    .open
  )

  private static func findings(_ subject: GitLabSubject) -> [Finding] {
    guard subject.job.hasTokenForAWS, let image = subject.job.image, isFloating(image),
      subject.isFirst({ $0.hasTokenForAWS && $0.image?.span == image.span })
    else { return [] }
    return [
      Finding(
        description,
        subject.severity(.medium),
        .open,
        "`\(image.source)` is another image whenever its tag is moved",
        at: .init(image.span, "runs beside the token"),
        related: subject.job.tokens.first.map { [.init($0.name.span, "the token it can read")] } ?? [],
        help: "pin the image by its digest, `NAME@sha256:…`",
        subject: subject.address,
        cause: "image \(image.source)"
      )
    ]
  }

  /// Whether it surely has no digest; what a variable of the settings holds is not known.
  private static func isFloating(_ image: CIText) -> Bool {
    guard !image.parts.isEmpty, image.unknowns.isEmpty else { return false }
    return !image.parts.contains {
      if case .literal(let text) = $0 { text.contains("@sha256:") || text.contains("@sha512:") } else { false }
    }
  }
}
