import KeylessAWS
import KeylessAccounts
import KeylessCalls

/// Reads and checks the parameters of one IAM call; every broken constraint ends in the one error of `finish`.
///
/// A required parameter that is missing reads as empty, so that an action can go on to the next and IAM's message name
/// them all. Lengths and patterns are those of the service model (botocore, `iam/2010-05-08`).
struct IAMParameters {
  let scope: QueryScope
  private var validation = ParameterValidation(.iam)
  /// The first value whose characters are wrong: IAM has a sentence of its own for names and paths.
  private var malformed: QueryError?

  init(_ scope: QueryScope) { self.scope = scope }

  func finish() throws(QueryError) {
    try validation.finish()
    if let malformed { throw malformed }
  }

  /// A value with constraints of its own; empty when it is missing.
  mutating func required(_ parameter: String, _ constraints: [ParameterConstraint]) -> String {
    let value = scope.string(parameter)
    validation.check(value, Self.printed(parameter), required: true, constraints)
    return value ?? ""
  }

  mutating func optional(_ parameter: String, _ constraints: [ParameterConstraint]) -> String? {
    let value = scope.string(parameter)
    validation.check(value, Self.printed(parameter), constraints)
    return value
  }

  /// The name of a user, a role or a policy.
  mutating func name(_ parameter: String, most: Int = 128) -> String {
    let value = required(parameter, [.maximumLength(most), .minimumLength(1)])
    checkName(value, parameter)
    return value
  }

  mutating func optionalName(_ parameter: String, most: Int = 128) -> String? {
    let value = optional(parameter, [.maximumLength(most), .minimumLength(1)])
    if let value { checkName(value, parameter) }
    return value
  }

  /// Nil when none was sent, which means `/` where something is made.
  mutating func path(_ parameter: String = "Path", _ pattern: ParameterPattern = .path) -> String? {
    let value = optional(parameter, [.maximumLength(512), .minimumLength(1)])
    if let value, !value.isEmpty, !ParameterConstraint.pattern(pattern).admits(value) { note(.invalidPath(parameter)) }
    return value
  }

  mutating func pathPrefix(_ pattern: ParameterPattern = .pathPrefix) -> String? {
    optional("PathPrefix", [.maximumLength(512), .minimumLength(1), .pattern(pattern)])
  }

  mutating func arn(_ parameter: String) -> String { required(parameter, Self.arnLimits) }

  mutating func optionalARN(_ parameter: String) -> String? { optional(parameter, Self.arnLimits) }

  mutating func document(_ parameter: String = "PolicyDocument") -> String {
    required(parameter, [.maximumLength(131_072), .minimumLength(1), .pattern(.policy)])
  }

  /// A value out of a closed set.
  mutating func choice<Choice: RawRepresentable & CaseIterable>(_ parameter: String, _: Choice.Type) -> Choice?
  where Choice.RawValue == String {
    let value = optional(parameter, [.oneOf(Choice.allCases.map(\.rawValue))])
    // Compared as bytes: to `init(rawValue:)` another spelling of the same characters would be the same value.
    return value.flatMap { value in Choice.allCases.first { ASCII.equal($0.rawValue, value) } }
  }

  mutating func versionID() -> String { required("VersionId", [.pattern(.versionID)]) }

  mutating func boolean(_ parameter: String) throws(QueryError) -> Bool? { try scope.boolean(parameter) }

  mutating func integer(_ parameter: String, _ range: ClosedRange<Int>) throws(QueryError) -> Int? {
    let value = try scope.integer(parameter)
    validation.check(
      value,
      Self.printed(parameter),
      [.maximumValue(range.upperBound), .minimumValue(range.lowerBound)]
    )
    return value
  }

  /// A list of strings whose members all satisfy the constraints; nil when it was not sent.
  mutating func list(
    _ parameter: String,
    required: Bool = false,
    most: Int? = nil,
    _ members: [ParameterConstraint]
  ) throws(QueryError) -> [String]? {
    let values = try scope.strings(parameter)
    let length: [ParameterConstraint] = most.map { [.maximumLength($0)] } ?? []
    validation.check(values, Self.printed(parameter), required: required, length + [.members(members)])
    return values
  }

  /// `Tags`, in the order in which they were sent.
  mutating func tags(required: Bool = false) throws(QueryError) -> [ResourceTag] {
    guard let members = try scope.structures("Tags") else {
      if required { validation.check(nil as [String]?, "tags", required: true, []) }
      return []
    }
    validation.check(count: members.count, "tags", atMost: IAMQuota.tags)
    var tags: [ResourceTag] = []
    for (place, member) in members.enumerated() {
      let (key, value) = (member.string("Key"), member.string("Value"))
      let name = "tags.\(place + 1).member"
      validation.check(key, "\(name).key", required: true, [.maximumLength(128), .minimumLength(1), .pattern(.tag)])
      validation.check(value, "\(name).value", required: true, [.maximumLength(256), .pattern(.tagValue)])
      tags.append(ResourceTag(key ?? "", value ?? ""))
    }
    return tags
  }

  mutating func tagKeys() throws(QueryError) -> [String] {
    let key: [ParameterConstraint] = [.maximumLength(128), .minimumLength(1), .pattern(.tag), .notNull]
    return try list("TagKeys", required: true, most: IAMQuota.tags, key) ?? []
  }

  mutating func page() throws(QueryError) -> PageRequest {
    let marker = optional("Marker", [.maximumLength(320), .minimumLength(1), .pattern(.marker)])
    let most = try integer("MaxItems", 1...1000)
    return PageRequest(marker: marker, most: most ?? 100)
  }

  private static let arnLimits: [ParameterConstraint] = [.maximumLength(2048), .minimumLength(20)]

  private mutating func checkName(_ value: String, _ parameter: String) {
    if !value.isEmpty, !ParameterConstraint.pattern(.iamName).admits(value) { note(.invalidName(parameter)) }
  }

  private mutating func note(_ error: QueryError) { if malformed == nil { malformed = error } }

  /// The parameter as AWS prints it, with a lower-case first letter.
  static func printed(_ parameter: String) -> String {
    var bytes = Array(parameter.utf8)
    if let first = bytes.first { bytes[0] = ASCII.lowercased(first) }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension QueryScope {
  /// A parameter that AWS has and this AWS does not; sent, it is refused by name instead of being overlooked.
  func refuse(_ parameter: String, of what: String) throws(QueryError) {
    guard string(parameter) == nil, try structures(parameter) == nil else {
      throw .notImplemented("\(parameter) of \(what)")
    }
  }
}
