/// Where a text stands that a resolution does not hold itself: secrets are named, and read only by whoever uses them.
package enum TextOrigin: Hashable, Sendable {
  case variable(String)
  case argument(String)
  /// A key of a profile's section in a file, which is read as the one or the other of the two: `[dev]` is a profile in the
  /// credentials file, and nothing in the config file beside `[profile dev]`. For PHP it is the section's header, and for the
  /// file of the first EC2 tools, which has no sections, nothing.
  case profileKey(file: String, role: ConfigFile.Role, profile: String, key: String)
}
