package import KeylessSource

/// What one link answers when it is asked.
package enum LinkFinding: Hashable, Sendable {
  case fires(Link)
  /// It has nothing, and why.
  case passes(String, SourceSpan? = nil)
  /// It ends the chain.
  case fails(ChainFailure)
}
