import KeylessSource

/// What one case of the Go SDK's switch answers.
enum GoFinding {
  case fires(Link)
  case passes(String, SourceSpan? = nil)
  case fails(GoFailure)

  /// As a chain says it, the failure in the tool's own wrapping.
  func spoken(_ say: (GoFailure) -> String) -> LinkFinding {
    switch self {
    case .fires(let link): .fires(link)
    case .passes(let reason, let place): .passes(reason, place)
    case .fails(let failure): .fails(ChainFailure(say(failure), in: failure.link, from: failure.origin))
    }
  }
}
