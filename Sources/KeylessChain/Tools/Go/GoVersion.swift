/// The two Go SDKs, which order their links alike and word their errors differently.
enum GoVersion: Hashable, Sendable {
  /// aws-sdk-go, until July 2025.
  case v1
  case v2

  /// An error of v1 begins with its code.
  func error(_ code: String, _ text: String) -> String {
    self == .v1 ? "\(code): \(text)" : text
  }
}
