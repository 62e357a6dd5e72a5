import Subprocess
import SystemPackage
import UnixSignals

/// Runs a child for what it writes, in a process group of its own that is killed when it takes too long or writes too much.
enum LiveCapture {
  static func run(_ request: ProcessRequest, _ limits: ProcessLimits) async throws -> ProcessOutput {
    guard let program = request.command.first else {
      throw SystemError(.commandNotRunnable, "no command was given")
    }
    var options = PlatformOptions()
    options.processGroupID = 0
    let configuration = Configuration(
      executable: program.contains("/") ? .path(FilePath(program)) : .name(program),
      arguments: Arguments(Array(request.command.dropFirst())),
      environment: .custom(LiveProcess.environment(request)),
      workingDirectory: request.directory.map { FilePath($0) },
      platformOptions: options
    )
    let group = ChildGroup()
    await TrappedSignals.shared.enter(group)
    defer { TrappedSignals.shared.leave(group) }
    // In a group of tasks, so that a grandchild that left the process group and holds the pipe open holds nobody up.
    return try await withThrowingTaskGroup(of: ProcessOutput.self) { tasks in
      tasks.addTask { try await LiveProcess.named(program) { try await read(configuration, group, limits, program) } }
      tasks.addTask {
        try await Task.sleep(for: .seconds(limits.seconds))
        // It is killed once this was heard: otherwise its end could come first, and tell that a stranger's signal ended it.
        throw SystemError(.timedOut, "`\(program)` did not end within \(limits.seconds) s and was killed")
      }
      defer {
        // Before it is buried: its number could be somebody else's then.
        group.kill()
        tasks.cancelAll()
      }
      guard let output = try await tasks.next() else {
        throw SystemError(.commandNotRunnable, "`\(program)` ended without a status")
      }
      group.ended()
      return output
    }
  }

  private static func read(
    _ configuration: Configuration,
    _ group: ChildGroup,
    _ limits: ProcessLimits,
    _ program: String
  ) async throws -> ProcessOutput {
    let ended = try await Subprocess.run(configuration, input: .none, output: .sequence, error: .discarded) {
      execution in
      TrappedSignals.shared.started(group, execution.processIdentifier.value)
      var bytes: [UInt8] = []
      // Beyond the limit it is killed and read to its end, which is near, and what it wrote is thrown away.
      for try await buffer in execution.standardOutput where bytes.count <= limits.bytes {
        unsafe buffer.withUnsafeBytes { unsafe bytes.append(contentsOf: $0) }
        if bytes.count > limits.bytes { group.kill() }
      }
      return bytes
    }
    guard ended.closureResult.count <= limits.bytes else {
      throw SystemError(.responseTooLarge, "`\(program)` wrote more than \(limits.bytes) bytes and was killed")
    }
    return ProcessOutput(LiveProcess.result(ended.terminationStatus), ended.closureResult)
  }
}
