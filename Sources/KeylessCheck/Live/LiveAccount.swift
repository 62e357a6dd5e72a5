import KeylessAWS
package import KeylessAWSHalf
import KeylessClient
import KeylessCredentials
import KeylessPolicy
import KeylessSource
package import KeylessSystem

/// The AWS half as an account has it now, asked through the IAM API with the caller's own credentials.
package struct LiveAccount {
  private let iam: IAMClient
  private var policies: [String: String?] = [:]

  /// Takes credentials from the whole chain of the AWS CLI, and endpoint and region from the environment.
  ///
  /// Throws `ClientError` and `QueryError`.
  package static func read(_ system: System) async throws -> (half: AWSHalf, files: [String: [UInt8]]) {
    let partition = Partition.aws
    let endpoints = try AWSEndpoints(partition: partition, environment: system.environment)
    var account = LiveAccount(
      iam: IAMClient(
        endpoint: endpoints.iam,
        region: endpoints.region,
        caller: try await CredentialExchange.caller(of: system).credentials.caller,
        retries: try Retries(environment: system.environment),
        system: system
      )
    )
    return try await account.read()
  }

  private init(iam: IAMClient) { self.iam = iam }

  private mutating func read() async throws -> (half: AWSHalf, files: [String: [UInt8]]) {
    var half = AWSHalf()
    var files: [String: [UInt8]] = [:]
    for arn in try await iam.providers().sorted() {
      guard let provider = try await iam.provider(arn) else { continue }
      let span = Self.write(provider.url, as: arn, &files)
      half.providers.append(
        AWSProvider(
          address: arn,
          account: Self.account(arn),
          url: Located("https://" + provider.url, at: span),
          clientIDs: provider.clientIDs.map { Located($0, at: span) },
          span: span
        )
      )
    }
    for detail in try await iam.roleDetails().sorted(by: { $0.role.arn < $1.role.arn }) {
      half.roles.append(try await role(detail, &files))
    }
    return (half, files)
  }

  /// A file of the account's own, so that findings have a place to show: the ARN is its name.
  private static func write(_ text: String, as arn: String, _ files: inout [String: [UInt8]]) -> SourceSpan {
    files[arn] = Array(text.utf8)
    return SourceSpan(file: arn, range: 0..<text.utf8.count)
  }

  private mutating func role(_ detail: IAMRoleDetail, _ files: inout [String: [UInt8]]) async throws -> AWSRole {
    let role = detail.role
    let span = Self.write(role.trustPolicy, as: role.arn, &files)
    let trust: TrustPolicy
    do {
      trust = .exact(try PolicyDocument.parse(bytes: Array(role.trustPolicy.utf8), file: role.arn, kind: .trust))
    } catch {
      trust = .broken(error.diagnostics)
    }
    var granted: [GrantedPolicy] = []
    for inline in detail.inlinePolicies {
      granted.append(Self.granted("\(role.arn) \(inline.name)", inline.name, inline.document, .identity, &files))
    }
    for arn in detail.attachedPolicies { granted.append(try await managed(arn, .identity, &files)) }
    // The list has no session length; only a role that tokens can open is asked for it.
    var duration: Located<Int>?
    if role.trustPolicy.contains("AssumeRoleWithWebIdentity"), let full = try await iam.role(role.name) {
      duration = Located(full.maxSessionDuration, at: span)
    }
    var boundary: GrantedPolicy?
    if let arn = role.boundary { boundary = try await managed(arn, .boundary, &files) }
    return AWSRole(
      address: role.arn,
      account: Self.account(role.arn),
      name: Located(role.name, at: span),
      path: role.path,
      trust: trust,
      permissions: granted,
      permissionsAreComplete: granted.allSatisfy { $0.document != nil },
      boundary: boundary,
      maxSessionDuration: duration,
      span: span
    )
  }

  private mutating func managed(
    _ arn: String,
    _ kind: PolicyKind,
    _ files: inout [String: [UInt8]]
  ) async throws -> GrantedPolicy {
    let text: String?
    if let known = policies[arn] {
      text = known
    } else {
      text = try await iam.managedPolicy(arn)
      policies[arn] = text
    }
    guard let text else {
      return GrantedPolicy(name: arn, document: nil, span: Self.write(arn, as: arn, &files))
    }
    return Self.granted(arn, arn, text, kind, &files)
  }

  private static func granted(
    _ file: String,
    _ name: String,
    _ text: String,
    _ kind: PolicyKind,
    _ files: inout [String: [UInt8]]
  ) -> GrantedPolicy {
    let span = write(text, as: file, &files)
    let document = try? PolicyDocument.parse(bytes: Array(text.utf8), file: file, kind: kind)
    return GrantedPolicy(name: name, document: document, span: span)
  }

  private static func account(_ arn: String) -> KeylessAWSHalf.AccountID {
    let parts = arn.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false).map(String.init)
    return parts.count == 6 && !parts[4].isEmpty ? .known(partition: parts[1], id: parts[4]) : .own
  }
}
