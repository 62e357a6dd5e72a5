#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif
import NIOCore

/// Why a server could not listen, in the cases about which a person can do something.
package enum ListenFailure: Hashable, Sendable {
  case portInUse
  /// The host has no address, or none of this machine.
  case strangeHost
  /// Low ports are for the administrator of the machine on some systems.
  case forbidden

  /// Nil for every other error.
  package init?(_ error: any Error) {
    switch error {
    case is SocketAddressError, is SocketAddressError.UnknownHost: self = .strangeHost
    case let error as IOError where error.errnoCode == EADDRNOTAVAIL: self = .strangeHost
    case let error as IOError where error.errnoCode == EADDRINUSE: self = .portInUse
    case let error as IOError where error.errnoCode == EACCES: self = .forbidden
    default: return nil
    }
  }
}
