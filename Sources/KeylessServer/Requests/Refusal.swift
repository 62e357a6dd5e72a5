import KeylessAWS
import KeylessOIDC

/// A call that is not answered: what the client is told, which is AWS's text, and why, which only the log says.
struct Refusal: Error {
  var error: QueryError
  var reason: String

  init(_ error: QueryError, because reason: String) {
    self.error = error
    self.reason = reason
  }

  /// An error that explains itself.
  init(_ error: QueryError) {
    self.init(error, because: error.message)
  }

  init(_ refusal: TokenRefusal) {
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
