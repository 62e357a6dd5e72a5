import KeylessChain
package import KeylessCIHalf
import KeylessSource

/// Whose machine a job runs on, as far as the files say it.
package enum JobRunner: Hashable, Sendable {
  /// A machine of the platform's, made for the job, outside of AWS.
  case hosted
  /// A machine of the owner's, which may hold whatever is put on it.
  case own
  case unknown

  /// By what `runs-on` asks for in every combination of the matrix.
  init(_ reading: GitHubJobReading) {
    self.init(labels: reading.labels)
    // A group has the runners that its owner puts in it, and the labels are those of the first combination.
    let isOpen = reading.jobs.count > 1 && reading.labels.contains { $0.source.utf8.contains(UInt8(ascii: "$")) }
    if self == .hosted, isOpen || reading.job.runsOn?.group != nil { self = .unknown }
  }

  /// By the labels of `runs-on`.
  package init(labels: [CIText]) {
    let texts = labels.map { $0.text?.lowercased() }
    if texts.contains("self-hosted") {
      self = .own
    } else if !texts.isEmpty, texts.allSatisfy({ $0.map(Self.isImage) == true }) {
      self = .hosted
    } else {
      self = .unknown
    }
  }

  /// Whether a label names an image of GitHub's own runners: `ubuntu-latest`, `windows-2025`, `macos-15-xlarge`.
  ///
  /// Anything else that begins like one is a name that an owner has given to a larger runner, or to a machine of their own.
  /// See <https://docs.github.com/en/actions/reference/runners/github-hosted-runners>.
  private static func isImage(_ label: String) -> Bool {
    var parts = label.split(separator: "-", omittingEmptySubsequences: false).map(String.init)[...]
    guard let sizes = sizes[parts.popFirst() ?? ""], let version = parts.popFirst() else { return false }
    let isVersion = version.utf8.allSatisfy { $0 &- 0x30 < 10 || $0 == UInt8(ascii: ".") } && version.utf8.count >= 2
    guard isVersion || version == "latest" || version == "slim" && parts.isEmpty else { return false }
    return parts.isEmpty || parts.count == 1 && sizes.contains(parts[parts.startIndex])
  }

  /// What may stand behind the version, by the system.
  private static let sizes: [String: Set<String>] = [
    "ubuntu": ["arm"], "windows": ["arm"], "macos": ["large", "xlarge", "intel"],
  ]

  /// Whether an instance metadata service of AWS answers there.
  var instanceMetadata: Answer<Bool> {
    switch self {
    case .hosted: .value(false, nil)
    case .own, .unknown: .unknown("is the runner's, which is not in these files", nil)
    }
  }
}
