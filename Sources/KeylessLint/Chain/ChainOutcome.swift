package import KeylessChain

/// What a tool signs in with, as far as it matters to the owner of a job.
package enum ChainOutcome: Hashable, Sendable {
  /// By the job's token, or by a session that was got for it.
  case token(LinkKind)
  /// As somebody else.
  case other(LinkKind)
  /// Not at all, with one line of what the tool says.
  case fails(String)
  /// By an input, as in "`AWS_PROFILE`: is set nowhere in these files".
  case unknown(String)

  package init(_ resolution: Resolution) {
    switch resolution.outcome {
    case .fired(let link): self = Self.isToken(link.base) ? .token(link.base.kind) : .other(link.kind)
    case .failed(let failure): self = .fails(Self.line(failure.text))
    case .unknown(let unknown, _):
      let path = unknown.input.words.replacing("\(ProfileFiles.home)/", with: "~/")
      self = .unknown("\(path): \(unknown.reason)")
    }
  }

  /// Keys that come with a session token end by themselves, and a job makes them of its token.
  private static func isToken(_ link: Link) -> Bool {
    switch link.plan {
    case .webIdentity: true
    case .keys(_, _, _, let sessionToken): sessionToken != nil
    default: false
    }
  }

  /// The line that says what went wrong; the others say where to read on.
  private static func line(_ text: String) -> String {
    let lines = text.split(whereSeparator: \.isNewline).map(String.init)
    let error = lines.last { $0.hasPrefix("Error: ") }.map { String($0.dropFirst("Error: ".count)) }
    return (error ?? lines.first ?? text).replacing("\(ProfileFiles.home)/", with: "~/")
  }

  /// What follows a case that nobody would notice.
  var silentWords: String {
    if case .other = self { return "silently \(words)" }
    return words
  }

  /// What follows the tool's name.
  var words: String {
    switch self {
    case .token(.profileWebIdentity): "signs in by the token that the profile names"
    case .token(.webIdentityBlock): "exchanges the token of its own block"
    case .token(.webIdentity): "takes the job's token all the same"
    case .token: "takes the session that the job got"
    case .other(.profileStatic): "signs in with the profile's keys"
    case .other(let kind): "signs in with \(kind.words)"
    case .fails(let text): "stops: `\(text)`"
    case .unknown(let reason): "does what nobody knows, because of \(reason)"
    }
  }
}
