/// A bucket and the versions of its objects.
package struct BucketContents: Sendable {
  package internal(set) var bucket: Bucket
  /// By key; each list newest first.
  private var objects: [[UInt8]: [StoredObject]] = [:]

  init(_ bucket: Bucket) { self.bucket = bucket }

  /// All versions of a key, delete markers included, newest first.
  package func versions(of key: String) -> [StoredObject] { objects[Array(key.utf8)] ?? [] }

  /// What a GET without a version id finds; a delete marker is found too.
  package func current(_ key: String) -> StoredObject? { objects[Array(key.utf8)]?.first }

  /// Every key with its versions, keys in byte order.
  package var all: [(key: [UInt8], versions: [StoredObject])] {
    objects.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { (key: $0.key, versions: $0.value) }
  }

  package var isEmpty: Bool { objects.isEmpty }

  mutating func put(_ object: StoredObject) {
    let key = Array(object.key.utf8)
    var versions = objects[key] ?? []
    versions.removeAll { $0.versionID.utf8.elementsEqual(object.versionID.utf8) }
    let place = versions.firstIndex { $0.sequence < object.sequence } ?? versions.endIndex
    versions.insert(object, at: place)
    objects[key] = versions
  }

  mutating func remove(_ key: [UInt8], version: [UInt8]) {
    objects[key]?.removeAll { $0.versionID.utf8.elementsEqual(version) }
    if objects[key]?.isEmpty == true { objects[key] = nil }
  }
}
