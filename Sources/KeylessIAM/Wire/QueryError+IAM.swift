import KeylessAWS

/// What IAM answers to calls that are in order and cannot be done; the texts are AWS's own where nothing else is said.
extension QueryError {
  static func invalidInput(_ message: String) -> QueryError { QueryError(code: "InvalidInput", message: message) }

  static func noSuchEntity(_ message: String) -> QueryError {
    QueryError(code: "NoSuchEntity", status: 404, message: message)
  }

  static func alreadyExists(_ message: String) -> QueryError {
    QueryError(code: "EntityAlreadyExists", status: 409, message: message)
  }

  static func limitExceeded(_ message: String) -> QueryError {
    QueryError(code: "LimitExceeded", status: 409, message: message)
  }

  static func quotaExceeded(_ name: String, _ limit: Int) -> QueryError {
    .limitExceeded("Cannot exceed quota for \(name): \(limit)")
  }

  static func deleteConflict(_ message: String) -> QueryError {
    QueryError(code: "DeleteConflict", status: 409, message: message)
  }

  static let invalidMarker = QueryError.validation("Invalid Marker.")

  /// AWS's sentence for every kind of name.
  static func invalidName(_ parameter: String) -> QueryError {
    .validation(
      "The specified value for \(IAMParameters.printed(parameter)) is invalid. It must contain only alphanumeric "
        + "characters and/or the following: +=,.@_-"
    )
  }

  static func invalidPath(_ parameter: String) -> QueryError {
    .validation(
      "The specified value for \(IAMParameters.printed(parameter)) is invalid. It must begin and end with / and contain "
        + "only alphanumeric characters and/or / characters."
    )
  }

  static func invalidIAMARN(_ arn: String) -> QueryError { .validation("ARN \(arn) is not valid.") }

  static let mustSpecifyUser = QueryError.validation("Must specify userName when calling with non-User credentials")

  static func noSuchUser(_ name: String) -> QueryError {
    .noSuchEntity("The user with name \(name) cannot be found.")
  }

  static func noSuchRole(_ name: String) -> QueryError {
    .noSuchEntity("The role with name \(name) cannot be found.")
  }

  /// A managed policy that is not there, where one is to be attached.
  static func notAttachable(_ arn: String) -> QueryError {
    .noSuchEntity("Policy \(arn) does not exist or is not attachable.")
  }

  static func noSuchPolicy(_ arn: String) -> QueryError { .noSuchEntity("Policy \(arn) was not found.") }

  static func noSuchBoundary(_ arn: String) -> QueryError {
    .noSuchEntity("Scope ARN: \(arn) does not exist or is not attachable.")
  }

  static func invalidBoundary(_ arn: String) -> QueryError { .invalidInput("ARN \(arn) is not valid.") }

  static let mustDetachFirst = QueryError.deleteConflict("Cannot delete entity, must detach all policies first.")
  static let mustDeletePoliciesFirst = QueryError.deleteConflict("Cannot delete entity, must delete policies first.")
}
