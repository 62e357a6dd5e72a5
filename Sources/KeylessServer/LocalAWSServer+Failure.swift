import KeylessSystem

extension LocalAWSServer {
  /// Why the server does not listen, in words that say what to do.
  static func cannotListen(_ host: String, _ port: Int, _ error: any Error) -> ServerError {
    let place = "\(host.utf8.contains(UInt8(ascii: ":")) ? "[\(host)]" : host):\(port)"
    let why =
      switch ListenFailure(error) {
      case .portInUse: "the port \(port) is in use; name another --port, or 0 for one that is free"
      case .strangeHost: "`\(host)` is no address of this machine; name one of its own with --host, or 127.0.0.1"
      case .forbidden: "you may not listen on the port \(port); name another --port, or 0 for one that is free"
      case nil: "\(error)"
      }
    return ServerError(.cannotListen, "listening on \(place) failed: \(why)")
  }
}
