/// Where the accounts are kept: memory for a rehearsal, a database for a server that is to be there tomorrow.
///
/// A store keeps and gives back; every rule of IAM and S3 stands above it, so all stores behave alike.
package protocol Store: Sendable {
  /// Everything that was committed, in any order, without the bodies of objects.
  func load() throws(StoreError) -> [Entity]
  /// Commits all changes or none; what is committed is durable when this returns.
  func commit(_ changes: [Change]) throws(StoreError)
  /// The bytes of an object; nil when they are not there.
  func body(_ id: BodyID) throws(StoreError) -> [UInt8]?
}
