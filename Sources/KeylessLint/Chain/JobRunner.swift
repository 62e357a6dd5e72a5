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

  /// By the labels of `runs-on`.
  package init(labels: [CIText]) {
    let texts = labels.map { $0.text?.lowercased() }
    if texts.contains("self-hosted") {
      self = .own
    } else if !texts.isEmpty, texts.allSatisfy({ text in Self.images.contains { text?.hasPrefix($0) == true } }) {
      self = .hosted
    } else {
      self = .unknown
    }
  }

  /// How the labels of GitHub's own runners begin.
  private static let images = ["ubuntu-", "windows-", "macos-"]

  /// Whether an instance metadata service of AWS answers there.
  var instanceMetadata: Answer<Bool> {
    switch self {
    case .hosted: .value(false, nil)
    case .own, .unknown: .unknown("is the runner's, which is not in these files", nil)
    }
  }
}
