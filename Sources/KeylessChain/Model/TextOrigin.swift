/// Where a text stands that a resolution does not hold itself: secrets are named, and read only by whoever uses them.
package enum TextOrigin: Hashable, Sendable {
  case variable(String)
  case argument(String)
  /// A key of a profile's section in a file.
  case profileKey(file: String, profile: String, key: String)
}
