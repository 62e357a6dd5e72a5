#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Unbuffered writes to the standard streams: what was printed is out before a child starts or the process ends.
enum LiveStreams {
  static func write(_ text: String, to descriptor: Int32) {
    let bytes = Array(text.utf8)
    var offset = 0
    while offset < bytes.count {
      let written = unsafe bytes[offset...].withUnsafeBytes { unsafe writeBytes(descriptor, $0.baseAddress, $0.count) }
      if written > 0 {
        offset += written
      } else if errno != EINTR {
        return  // nobody is left to read it
      }
    }
  }
}

private func writeBytes(_ descriptor: Int32, _ base: UnsafeRawPointer?, _ count: Int) -> Int {
  unsafe write(descriptor, base, count)
}
