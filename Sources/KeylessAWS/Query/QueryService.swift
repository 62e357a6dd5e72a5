/// A service that speaks the Query protocol: its version, XML namespace and signing name.
package struct QueryService: Hashable, Sendable {
  package let signingName: String
  package let version: String
  package let namespace: String
  /// STS puts the offending value into constraint messages, IAM in 2026 does not.
  package let echoesValues: Bool

  package static let sts = QueryService(
    signingName: "sts",
    version: "2011-06-15",
    namespace: "https://sts.amazonaws.com/doc/2011-06-15/",
    echoesValues: true
  )
  package static let iam = QueryService(
    signingName: "iam",
    version: "2010-05-08",
    namespace: "https://iam.amazonaws.com/doc/2010-05-08/",
    echoesValues: false
  )
}
