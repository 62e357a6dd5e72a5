/// Why no call to AWS could be made.
package struct ClientError: Error, Hashable, Sendable, CustomStringConvertible {
  package var description: String

  package init(_ description: String) { self.description = description }

  init(unreadable action: String, _ reason: String) {
    description =
      "could not read the answer to \(action): \(reason); check that the endpoint is AWS or a compatible server and that no "
      + "proxy answers in its place"
  }
}
