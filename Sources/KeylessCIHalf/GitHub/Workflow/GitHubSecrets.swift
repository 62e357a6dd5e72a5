package import KeylessSource

/// The secrets that a job hands to the workflow it calls.
package enum GitHubSecrets: Sendable {
  /// All that the caller has; at the whole entry.
  case inherit(SourceSpan)
  case named([GitHubSetting])
}
