import KeylessAWS
import KeylessPolicy

/// The text of one policy that AWS manages, and what is known about it.
struct AWSManagedDocument: Sendable {
  /// How far the text here is AWS's.
  enum Scope: Sendable {
    /// AWS's own in every partition.
    case everywhere
    /// AWS's own in the partition `aws`; elsewhere AWS has a text of its own.
    case whole
    /// Some of what AWS allows, and nothing that AWS does not.
    case part
  }

  /// `/` or `/job-function/`.
  let path: String
  let name: String
  /// The number of the version that AWS has made the default.
  let version: Int
  /// Unix seconds.
  let created: Int
  /// When that version was made.
  let updated: Int
  let scope: Scope
  let text: String

  init(_ place: String, version: Int, created: Int, updated: Int, scope: Scope = .whole, text: String) {
    let slash = place.utf8.lastIndex(of: UInt8(ascii: "/")).map { place.utf8.index(after: $0) } ?? place.startIndex
    path = String(place[..<slash])
    name = String(place[slash...])
    self.version = version
    self.created = created
    self.updated = updated
    self.scope = scope
    self.text = text
  }

  func arn(in partition: Partition) -> String { "arn:\(partition.id):iam::aws:policy\(path)\(name)" }

  /// Nil when the text is no policy, which a test rules out.
  func policy(in partition: Partition) -> ManagedPolicy? {
    let isAWS = ASCII.equal(partition.id, Partition.aws.id)
    // AWS's texts for the other partitions name their own ARNs (unverified for each single one).
    let text = isAWS ? text : text.replacing("\"arn:aws:", with: "\"arn:\(partition.id):")
    guard let policy = try? StoredPolicy(text, kind: .identity, name: name) else { return nil }
    let isWhole =
      switch scope {
      case .everywhere: true
      case .whole: isAWS
      case .part: false
      }
    return ManagedPolicy(
      arn: arn(in: partition),
      account: "aws",
      path: path,
      name: name,
      uniqueID: uniqueID,
      created: created,
      updated: updated,
      policy: policy,
      version: version,
      isWhole: isWhole
    )
  }

  /// The same on every machine and after every start; not the id that AWS gave.
  private var uniqueID: String {
    var state: UInt64 = 0xcbf2_9ce4_8422_2325
    return UniqueID(.managedPolicy) { count in
      (0..<count).map { place in
        for byte in "\(path)\(name)\(place)".utf8 { state = (state ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return UInt8(truncatingIfNeeded: state >> 32)
      }
    }.text
  }
}
