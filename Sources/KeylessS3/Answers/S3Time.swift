import KeylessAWS

/// Points in time as S3's documents write them, with a fraction that is always zero.
enum S3Time {
  static func text(_ seconds: Int) -> String {
    String(decoding: WireTime.extended(seconds).utf8.dropLast(), as: UTF8.self) + ".000Z"
  }
}
