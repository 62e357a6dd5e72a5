/// Requests that cannot be read. AWS's texts for these are not recorded; the wording is ours (unverified).
extension QueryError {
  package static func requestTooLarge(limit: Int) -> Self {
    QueryError(code: "RequestEntityTooLarge", status: 413, message: "The request body is larger than \(limit) bytes.")
  }

  package static func tooManyParameters(limit: Int) -> Self {
    QueryError(code: "InvalidQueryParameter", message: "The request has more than \(limit) parameters.")
  }

  package static func malformedQuery(_ reason: String) -> Self {
    QueryError(code: "MalformedQueryString", message: "The query string contains a syntax error: \(reason).")
  }

  /// `name` is ASCII and bounded by whoever calls.
  package static func repeatedParameter(_ name: String) -> Self {
    QueryError(code: "InvalidQueryParameter", message: "The parameter '\(name)' appears more than once.")
  }

  package static func malformedList(_ name: String) -> Self {
    QueryError(
      code: "MalformedInput",
      message: "The members of the list '\(name)' must be numbered from 1 without gaps."
    )
  }

  package static func notAnInteger(_ name: String) -> Self {
    QueryError(code: "MalformedInput", message: "The value of '\(name)' is not an integer.")
  }

  package static func notABoolean(_ name: String) -> Self {
    QueryError(code: "MalformedInput", message: "The value of '\(name)' is not a boolean.")
  }

  package static let missingAction = QueryError(
    code: "MissingAction",
    message: "The request is missing an action or a required parameter."
  )

  /// Sent in the `AWSFault` envelope (unverified).
  ///
  /// Both values come from the request; each is echoed up to 128 scalars.
  package static func invalidAction(_ action: String, version: String) -> Self {
    QueryError(
      code: "InvalidAction",
      message: "Could not find operation \(bounded(action)) for version \(bounded(version))",
      namespace: .awsFault
    )
  }

  private static func bounded(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.prefix(128)))
  }

  package static let throttling = QueryError(code: "Throttling", message: "Rate exceeded")

  /// Only for faults of our own; a bad request must never be answered with 5xx, which clients retry for minutes.
  package static let internalFailure = QueryError(
    code: "InternalFailure",
    status: 500,
    fault: .receiver,
    message: "The request processing has failed because of an unknown error, exception or failure."
  )
}
