import KeylessIntent
import KeylessClient
import KeylessGenerate

/// The tags by which keyless knows what it made.
enum Marks {
  static let managedBy = AWSHalf.Maker.keyless.mark.key
  /// On a role from its creation until it has all its permissions, so that an interrupted creation is known as one.
  static let unfinished = IAMTag("keyless:unfinished", "true")

  /// Who made a thing, as its tags say; nil when nobody says so.
  static func maker(_ tags: [IAMTag]) -> String? { tags.first { $0.key.utf8.elementsEqual(managedBy.utf8) }?.value }

  static func isOurs(_ tags: [IAMTag]) -> Bool {
    maker(tags).map { $0.utf8.elementsEqual(AWSHalf.Maker.keyless.rawValue.utf8) } ?? false
  }

  static func isUnfinished(_ tags: [IAMTag]) -> Bool {
    tags.contains { $0.key.utf8.elementsEqual(unfinished.key.utf8) }
  }
}
