#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// The process environment, read once.
enum LiveEnvironment {
  static func snapshot() -> [String: String] { ProcessInfo.processInfo.environment }
}
