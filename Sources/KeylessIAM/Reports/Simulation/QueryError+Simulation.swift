import KeylessAWS

/// What IAM answers to a simulation that cannot be made.
///
/// Texts that nobody was seen to get are ours and marked.
extension QueryError {
  static func invalidEntityARN(_ arn: String) -> QueryError {
    .invalidInput("Invalid Entity Arn: \(arn) does not clearly define entity type and name.")
  }

  static func foreignPolicySource(caller: String, account: String) -> QueryError {
    .invalidInput(
      "Invalid Policy Source Arn: caller's account \(caller) does not have access to policies in account \(account)"
    )
  }

  static let callerIsNoUser = QueryError.invalidInput(
    "Invalid caller - Caller must be an IAM user in this context."
  )

  /// Another implementation's wording (unverified).
  static let callerIsMissing = QueryError.invalidInput("Invalid caller - Caller cannot be null or empty.")

  /// Another implementation's wording (unverified).
  static let severalBoundaries = QueryError.invalidInput(
    "The list of Permissions Boundary policies cannot exceed 1 items."
  )

  /// The text is ours (unverified).
  static func invalidSimulatedPolicy(_ name: String, _ reason: String) -> QueryError {
    .invalidInput("Invalid policy \(name): \(reason)")
  }

  /// The text is ours (unverified).
  static func invalidSimulatedAction(_ name: String) -> QueryError { .invalidInput("Invalid action name: \(name)") }

  /// The text is ours (unverified).
  static func invalidSimulatedResource(_ name: String) -> QueryError { .invalidInput("Invalid resource ARN: \(name)") }

  /// The text is ours (unverified).
  static func invalidSimulatedOwner(_ name: String) -> QueryError { .invalidInput("Invalid resource owner: \(name)") }

  /// The text is ours (unverified).
  static func invalidContextKey(_ name: String) -> QueryError { .invalidInput("Invalid context key name: \(name)") }

  /// The text is ours (unverified).
  static func repeatedContextKey(_ name: String) -> QueryError {
    .invalidInput("The context key \(name) is given more than once.")
  }

  /// The text is ours (unverified).
  static func invalidContextType(of name: String) -> QueryError {
    .invalidInput("Invalid type of the context key \(name).")
  }

  /// The text is ours (unverified).
  static func invalidContextValue(of name: String, _ type: String) -> QueryError {
    .invalidInput("A value of the context key \(name) is not of the type \(type).")
  }
}
