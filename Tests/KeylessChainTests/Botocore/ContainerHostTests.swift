import KeylessChain
import Testing

/// Which hosts botocore asks for a container's credentials, as `ip_address` of Python reads them.
struct ContainerHostTests {
  @Test(arguments: [
    ("http://127.9.8.7:80/x", true), ("http://[::1]/x", true), ("http://[0::1]/x", true), ("http://[0::2]/x", false),
    ("http://[0:0:0:0:0:0:0:1]/x", true), ("http://127.0.0.01/x", false), ("http://128.0.0.1/x", false),
    ("http://[::ffff:127.0.0.1]/x", false),
  ])
  func `a loopback address is allowed however it is written, and another is refused`(uri: String, isAllowed: Bool) {
    let environment = Environment(["HOME": "/h", "AWS_CONTAINER_CREDENTIALS_FULL_URI": uri])
    let resolution = Boto3().resolution(Situation(Machine(environment: environment) { _ in .missing }))
    #expect((resolution.fired?.kind == .container) == isAllowed, "\(resolution.outcome)")
    if !isAllowed { #expect(resolution.outcome.isFailure, "\(resolution.outcome)") }
  }
}

extension Resolution.Outcome {
  fileprivate var isFailure: Bool { if case .failed = self { true } else { false } }
}
