/// Why a request of our own cannot be signed.
package enum SigningError: Error, Hashable, Sendable, CustomStringConvertible {
  case noHost
  case query
  case lifetime

  package var description: String {
    switch self {
    case .noHost: "could not sign the request: it has no `Host` header; set it before signing"
    case .query: "could not sign the request: its query has a broken percent escape; encode it before signing"
    case .lifetime: "could not presign the request: its lifetime is not 1 to 604800 seconds; choose a shorter one"
    }
  }
}
