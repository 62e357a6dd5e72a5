/// An answer that is neither success nor an AWS error: a proxy's page, a truncated body, a missing member.
///
/// The body is never quoted; it may contain credentials.
package struct QueryResponseError: Error, Hashable, Sendable, CustomStringConvertible {
  package var action: String
  package var status: Int
  package var reason: String

  package var description: String {
    "could not read the answer\(action.isEmpty ? "" : " to \(action)") (status \(status)): \(reason); "
      + "check that the endpoint is AWS or a compatible server and that no proxy answers in its place"
  }
}
