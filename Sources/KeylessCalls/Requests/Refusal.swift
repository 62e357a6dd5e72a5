package import KeylessAWS
package import KeylessOIDC

/// A call that is not answered: what the client is told, which is AWS's text, and why, which only the log says.
package struct Refusal: Error {
  package var error: QueryError
  package var reason: String

  package init(_ error: QueryError, because reason: String) {
    self.error = error
    self.reason = reason
  }

  /// An error that explains itself.
  package init(_ error: QueryError) {
    self.init(error, because: error.message)
  }

  package init(_ refusal: TokenRefusal) {
    self.init(
      QueryError(
        code: refusal.awsError.code.rawValue,
        status: refusal.awsError.status,
        message: refusal.awsError.message
      ),
      because: refusal.reason
    )
  }
}
