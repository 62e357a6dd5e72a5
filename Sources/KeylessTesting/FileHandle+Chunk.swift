package import Foundation

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

extension FileHandle {
  /// The next bytes of a child's pipe, empty at its end; blocks until there are some.
  ///
  /// `availableData` and `readDataToEndOfFile` end the process when a signal interrupts the read; this one reads again.
  package func nextChunk() -> Data {
    var bytes = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = unsafe bytes.withUnsafeMutableBytes { buffer in
        unsafe readBytes(fileDescriptor, buffer.baseAddress, buffer.count)
      }
      if count >= 0 { return Data(bytes[..<count]) }
      if errno != EINTR { return Data() }
    }
  }

  /// Everything until the pipe's end.
  package func allChunks() -> Data {
    var all = Data()
    while true {
      let chunk = nextChunk()
      if chunk.isEmpty { return all }
      all.append(chunk)
    }
  }
}

/// The function, which a method of `FileHandle` hides.
private func readBytes(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int {
  unsafe read(descriptor, buffer, count)
}
