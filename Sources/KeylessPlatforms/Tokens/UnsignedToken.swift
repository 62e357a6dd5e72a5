package import KeylessSource

/// A token's header and payload in the platform's own member order, not yet signed.
package struct UnsignedToken: Hashable, Sendable {
  package var header: JSON
  package var payload: JSON

  package init(header: JSON, payload: JSON) {
    self.header = header
    self.payload = payload
  }
}
