import KeylessSource

/// What differs between platforms in kind and not only in data.
protocol PlatformRules: Sendable {
  /// Whether the issuer is one of the platform's public ones, or of a form no other platform has.
  func publishes(_ issuer: IssuerURL) -> Bool
  /// Throws when the platform never has such an issuer.
  func checkIssuer(_ issuer: IssuerURL, _ text: String) throws(PlatformError)
  /// Facts whose names are open.
  func dynamicFact(_ name: String) -> Fact?
  /// Adds what follows from the given facts and what every real token has.
  func fill(_ sheet: inout FactSheet)
  /// Throws when facts contradict each other.
  func check(_ sheet: FactSheet) throws(PlatformError)
  /// Why a legal pipeline gets no token; nil when it gets one.
  func refusal(_ sheet: FactSheet) -> String?
  func components(_ sheet: FactSheet) -> [String: String]
  func facts(_ components: [String: String]) -> [String: FactValue]
  /// Without an issuer, the forms of any.
  func forms(_ selection: FormSelection, issuer: IssuerURL?) throws(PlatformError) -> [TokenForm]
  func form(of sheet: FactSheet, _ request: TokenRequest, issuer: IssuerURL) throws(PlatformError) -> TokenForm
  func audience(_ sheet: FactSheet, _ request: TokenRequest, issuer: IssuerURL) throws(PlatformError) -> JSON
  func header(_ request: TokenRequest) -> JSON
  func nearMisses(of sheet: FactSheet) -> [NearMiss]
  /// The facts that an issuer of one tenant states.
  func facts(ofIssuer issuer: IssuerURL) -> [String: String]
  /// The issuer that these facts name; nil when they name none.
  func issuer(of sheet: FactSheet) -> String?
  /// The facts that `issuer(of:)` needs.
  var issuerFacts: [String] { get }
  /// The facts that only a job with an environment has.
  var environmentFacts: [String] { get }
  /// Whether the issuer serves tenants who do not trust each other, beyond those that IAM controls.
  func shares(_ issuer: IssuerURL) -> Bool
  /// The lists of keys from which a project's own subject is made; nil where there are none.
  var customSubjects: CustomSubjects? { get }
}

extension PlatformRules {
  func facts(ofIssuer issuer: IssuerURL) -> [String: String] { [:] }

  func issuer(of sheet: FactSheet) -> String? { nil }

  var issuerFacts: [String] { [] }

  var environmentFacts: [String] { [] }

  func shares(_ issuer: IssuerURL) -> Bool { false }

  var customSubjects: CustomSubjects? { nil }
}

/// A planned variation: what is set, what is dropped so that it follows anew, and a caveat.
struct NearMiss {
  var name: String
  var set: [(fact: String, value: FactValue?)]
  var follows: [String] = []
  var note: String?
}
