package import KeylessAWS
import Synchronization

/// The policies that AWS manages and people attach to pipeline roles.
///
/// Their texts are AWS's as of May 2026 in content, not in white space. A document is parsed when it is first asked
/// for, and once.
package enum AWSManagedPolicies {
  /// A policy by its ARN, `arn:<partition>:iam::aws:policy/…`, in any partition.
  package static func policy(arn: String) -> ManagedPolicy? {
    let bytes = Array(arn.utf8)
    guard let found = bytes.firstRange(of: Self.owner), bytes.starts(with: "arn:".utf8),
      let partition = Partition(id: String(decoding: bytes[4..<max(4, found.lowerBound)], as: UTF8.self)),
      let document = documents[Array(bytes[found.upperBound...])]
    else { return nil }
    return policy(document, in: partition, arn: bytes)
  }

  /// All of a partition, in byte order of their names.
  package static func all(in partition: Partition) -> [ManagedPolicy] {
    documents.values.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }.compactMap { document in
      policy(document, in: partition, arn: Array(document.arn(in: partition).utf8))
    }
  }

  package static var all: [ManagedPolicy] { all(in: .aws) }

  private static let owner = Array(":iam::aws:policy".utf8)

  /// By what follows `policy` in the ARN: the path and the name.
  private static let documents: [[UInt8]: AWSManagedDocument] = Dictionary(
    [
      administration, jobs, support, storage, computing, runtimes, network, deployment, watching, reading, audit,
    ].joined().map { (Array("\($0.path)\($0.name)".utf8), $0) },
    uniquingKeysWith: { first, _ in first }
  )

  /// By ARN; only documents that exist get in, so that nobody can make it grow.
  private static let parsed = Mutex<[[UInt8]: ManagedPolicy]>([:])

  private static func policy(_ document: AWSManagedDocument, in partition: Partition, arn: [UInt8]) -> ManagedPolicy? {
    if let policy = parsed.withLock({ $0[arn] }) { return policy }
    let policy = document.policy(in: partition)
    parsed.withLock { $0[arn] = policy }
    return policy
  }
}
