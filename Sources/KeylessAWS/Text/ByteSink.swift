/// A growing buffer for answers that are put together from a hundred short pieces, where an array's own bookkeeping would
/// cost more than the bytes.
@safe
struct ByteSink: ~Copyable {
  private var room: UnsafeMutableBufferPointer<UInt8>
  private(set) var count = 0

  init(capacity: Int) { unsafe room = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: max(capacity, 16)) }

  deinit { unsafe room.deallocate() }

  var bytes: [UInt8] { unsafe Array(UnsafeBufferPointer(rebasing: room[..<count])) }

  @inline(__always)
  mutating func put(_ byte: UInt8) {
    reserve(1)
    unsafe room[count] = byte
    count += 1
  }

  @inline(__always)
  mutating func put(_ text: String) {
    unsafe text.withBytes { unsafe put($0) }
  }

  @unsafe
  @inline(__always)
  mutating func put(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let source = bytes.baseAddress, !bytes.isEmpty else { return }
    reserve(bytes.count)
    // `reserve` made sure that this many bytes are left behind `count`.
    unsafe room.baseAddress?.advanced(by: count).update(from: source, count: bytes.count)
    count += bytes.count
  }

  @inline(__always)
  private mutating func reserve(_ more: Int) {
    if unsafe more > room.count - count { grow(by: more) }
  }

  /// At least doubles, so that what is copied stays in proportion to what is written.
  @inline(never)
  private mutating func grow(by more: Int) {
    let larger = unsafe UnsafeMutableBufferPointer<UInt8>.allocate(capacity: room.count * 2 + more)
    _ = unsafe larger.update(fromContentsOf: room[..<count])
    unsafe room.deallocate()
    unsafe room = larger
  }
}
