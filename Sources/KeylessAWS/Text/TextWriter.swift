/// Puts short pieces of text together in one allocation, where the pieces and so the length are known beforehand.
@safe
struct TextWriter: ~Copyable {
  private let room: UnsafeMutableBufferPointer<UInt8>
  private(set) var count = 0

  /// The text of at most `length` bytes that `body` writes; what does not fit is left out, so `length` must be the sum of
  /// what is put.
  static func text(_ length: Int, _ body: (inout TextWriter) -> Void) -> String {
    unsafe String(unsafeUninitializedCapacity: length) { room in
      var writer = unsafe TextWriter(room: room)
      body(&writer)
      return writer.count
    }
  }

  private init(room: UnsafeMutableBufferPointer<UInt8>) { unsafe self.room = unsafe room }

  @inline(__always)
  mutating func put(_ byte: UInt8) {
    guard unsafe count < room.count else { return }
    unsafe room[count] = byte
    count += 1
  }

  @inline(__always)
  mutating func put(_ text: String) {
    unsafe text.withBytes { bytes in
      // The bound: nothing is written beyond the room.
      guard unsafe bytes.count <= room.count - count else { return }
      _ = unsafe UnsafeMutableBufferPointer(rebasing: room[count..<(count + bytes.count)]).update(fromContentsOf: bytes)
      count += bytes.count
    }
  }
}
