package import KeylessAWS

extension QueryError {
  /// What this AWS does not have, in AWS's error shape and by name.
  ///
  /// A 4xx, because clients retry a 5xx for minutes.
  package static func notImplemented(_ what: String) -> QueryError {
    QueryError(code: "NotImplemented", status: 400, message: "The local AWS of keyless does not implement \(what).")
  }
}
