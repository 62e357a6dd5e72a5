#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

extension System {
  /// This machine.
  ///
  /// Built once in `main`; nothing below takes a default for it.
  package static func live() -> System {
    LiveStreams.fillGaps()
    return System(
      environment: LiveEnvironment.snapshot(),
      now: {
        var time = timespec()
        unsafe clock_gettime(CLOCK_REALTIME, &time)
        return Int(time.tv_sec)
      },
      microseconds: {
        var time = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return Int(time.tv_sec) * 1_000_000 + Int(time.tv_nsec) / 1000
      },
      randomBytes: { LiveRandomness.bytes($0) },
      files: .live,
      send: { request in try await LiveHTTP.send(request) },
      run: { request in try await LiveProcess.run(request) },
      capture: { request, limits in try await LiveCapture.run(request, limits) },
      stopSignals: { await LiveSignals.stops() },
      wait: { try await Task.sleep(for: .milliseconds($0)) },
      ask: { LiveStreams.ask($0) },
      processID: Int(getpid()),
      outputIsTerminal: isatty(STDOUT_FILENO) == 1,
      printOutput: { LiveStreams.write($0, to: STDOUT_FILENO) },
      printError: { LiveStreams.write($0, to: STDERR_FILENO) }
    )
  }
}
