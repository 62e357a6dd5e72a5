#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

private func closeDescriptor(_ descriptor: Int32) { close(descriptor) }

/// Keep-alive connections to loopback that send a request each, then read an answer each: cheap, and the same for every page.
struct Load {
  private let sockets: [Int32]

  init(port: UInt16, connections: Int) throws {
    sockets = try (0..<connections).map { _ in
      let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_port = port.bigEndian
      address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
      let result = unsafe withUnsafePointer(to: &address) { pointer in
        unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          unsafe connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
        }
      }
      guard result == 0 else { throw BenchmarkError(description: "connecting to the server failed") }
      return descriptor
    }
  }

  func close() {
    for socket in sockets { closeDescriptor(socket) }
  }

  func send(_ requests: [[UInt8]], expecting text: String) throws {
    let wanted = Array(text.utf8)
    var buffer = [UInt8](repeating: 0, count: 65536)
    for start in stride(from: 0, to: requests.count, by: sockets.count) {
      let slice = requests[start..<min(start + sockets.count, requests.count)]
      for (socket, request) in zip(sockets, slice) {
        let sent = unsafe request.withUnsafeBytes { unsafe write(socket, $0.baseAddress, $0.count) }
        guard sent == request.count else { throw BenchmarkError(description: "a request could not be sent whole") }
      }
      for (socket, _) in zip(sockets, slice) { try answer(on: socket, &buffer, wanted) }
    }
  }

  private func answer(on socket: Int32, _ buffer: inout [UInt8], _ wanted: [UInt8]) throws {
    var length = 0
    while true {
      let count = unsafe buffer.withUnsafeMutableBytes { bytes in
        unsafe read(socket, bytes.baseAddress?.advanced(by: length), bytes.count - length)
      }
      guard count > 0 else { throw BenchmarkError(description: "the server closed a connection") }
      length += count
      let answer = buffer[..<length]
      guard answer.starts(with: "HTTP/1.1 200".utf8) else {
        throw BenchmarkError(description: String(decoding: answer, as: UTF8.self))
      }
      // The answers end with the expected text, up to a line feed.
      if answer.suffix(wanted.count + 1).firstRange(of: wanted) != nil { return }
    }
  }
}
