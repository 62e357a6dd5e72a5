import Synchronization

/// When and where roles and access keys were last used, as `RoleLastUsed` and `GetAccessKeyLastUsed` show it.
///
/// Kept in memory only: AWS reports it late and for 400 days, and a write for every call would be a poor bargain.
package final class Usage: Sendable {
  package struct Moment: Hashable, Sendable {
    /// Unix seconds.
    package var time: Int
    package var region: String
    package var service: String

    package init(time: Int, region: String, service: String) {
      self.time = time
      self.region = region
      self.service = service
    }
  }

  private let moments = Mutex<[[UInt8]: Moment]>([:])

  init() {}

  /// `id` is the unique id of a role or the id of an access key.
  package func note(_ id: String, _ moment: Moment) { moments.withLock { $0[Array(id.utf8)] = moment } }

  package func last(_ id: String) -> Moment? { moments.withLock { $0[Array(id.utf8)] } }
}
