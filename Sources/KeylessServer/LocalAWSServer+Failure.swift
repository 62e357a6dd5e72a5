#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif
import NIOCore

extension LocalAWSServer {
  /// Why the server does not listen, in words that say what to do.
  static func cannotListen(_ host: String, _ port: Int, _ error: any Error) -> ServerError {
    let place = "\(host.utf8.contains(UInt8(ascii: ":")) ? "[\(host)]" : host):\(port)"
    let stranger = "`\(host)` is no address of this machine; name one of its own with --host, or 127.0.0.1"
    let why =
      switch error {
      case is SocketAddressError.UnknownHost, is SocketAddressError: stranger
      case let error as IOError where error.errnoCode == EADDRNOTAVAIL: stranger
      case let error as IOError where error.errnoCode == EADDRINUSE:
        "the port \(port) is in use; name another --port, or 0 for one that is free"
      case let error as IOError where error.errnoCode == EACCES:
        "you may not listen on the port \(port); name another --port, or 0 for one that is free"
      default: "\(error)"
      }
    return ServerError(.cannotListen, "listening on \(place) failed: \(why)")
  }
}
