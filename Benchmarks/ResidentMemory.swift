import Foundation

/// The memory of this process that is in RAM.
enum ResidentMemory {
  /// From Linux's `/proc/self/statm` (proc(5)); 0 where there is none.
  static func bytes() -> Int {
    guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8) else { return 0 }
    let fields = text.split(separator: " ")
    return (fields.count > 1 ? Int(fields[1]) ?? 0 : 0) * 4096
  }
}
