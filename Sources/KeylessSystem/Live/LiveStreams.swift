#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Unbuffered writes to the standard streams: what was printed is out before a child starts or the process ends.
enum LiveStreams {
  /// Puts the null device in the place of standard streams that are closed, before anything else can get their numbers.
  static func fillGaps() {
    for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(descriptor, F_GETFD) < 0 {
      _ = unsafe open("/dev/null", O_RDWR)
    }
  }

  /// The question goes to standard error, so that standard output stays what was asked for; end of input is no answer.
  static func ask(_ question: String) -> String? {
    guard isatty(STDIN_FILENO) == 1, isatty(STDERR_FILENO) == 1 else { return nil }
    write(question, to: STDERR_FILENO)
    return readLine() ?? ""
  }

  static func write(_ text: String, to descriptor: Int32) {
    let bytes = Array(text.utf8)
    var offset = 0
    while offset < bytes.count {
      let written = unsafe bytes[offset...].withUnsafeBytes { unsafe writeBytes(descriptor, $0.baseAddress, $0.count) }
      if written > 0 {
        offset += written
      } else if errno == EAGAIN {
        // Somebody made the stream non-blocking; wait until it takes more.
        var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        unsafe poll(&request, 1, -1)
      } else if errno == EPIPE || (descriptor != STDOUT_FILENO && errno != EINTR) {
        return  // nobody is left to read it
      } else if errno != EINTR {
        // What was asked for could not be handed over (a full disk, a closed output): never a silent success.
        write("keyless: writing to standard output failed: \(LiveError.reason(errno))\n", to: STDERR_FILENO)
        exit(3)
      }
    }
  }
}

private func writeBytes(_ descriptor: Int32, _ base: UnsafeRawPointer?, _ count: Int) -> Int {
  unsafe write(descriptor, base, count)
}
