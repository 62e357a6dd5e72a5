#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The operating system's generator, with one system call for up to 256 bytes.
enum LiveRandomness {
  static func bytes(_ count: Int) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var start = 0
    while start < count {
      // getentropy(3) takes at most 256 bytes a call; the slice never ends behind the array.
      let length = min(256, count - start)
      let failed = unsafe bytes.withUnsafeMutableBytes { buffer in
        unsafe getentropy(buffer.baseAddress?.advanced(by: start), length) != 0
      }
      // Fewer bytes than asked for: whoever needs them refuses to go on without.
      if failed { return [] }
      start += length
    }
    return bytes
  }
}
