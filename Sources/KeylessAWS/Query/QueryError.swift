/// An answer of AWS that is not success: code, status and text exactly as they go over the wire.
package struct QueryError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Whose fault it is; `Type` in the XML.
  package enum Fault: String, Hashable, Sendable {
    case sender = "Sender"
    case receiver = "Receiver"
  }

  /// The XML namespace of the envelope; unknown actions are refused before a service is chosen.
  package enum Namespace: Hashable, Sendable {
    case service
    case awsFault

    package static let awsFaultURI = "http://webservices.amazon.com/AWSFault/2005-15-09"
  }

  package var code: String
  package var status: Int
  package var fault: Fault
  package var message: String
  package var namespace: Namespace

  package init(
    code: String,
    status: Int = 400,
    fault: Fault = .sender,
    message: String,
    namespace: Namespace = .service
  ) {
    self.code = code
    self.status = status
    self.fault = fault
    self.message = message
    self.namespace = namespace
  }

  package var description: String { "\(code) (\(status)): \(message)" }

  /// Codes compare as bytes.
  package func has(code other: String) -> Bool { ASCII.equal(code, other) }
}
