import Foundation
import KeylessOIDC

/// A local AWS in a process of its own, whose CPU time and memory are nobody else's.
final class ServerProcess {
  let port: UInt16
  private let process = Process()
  private let input = Pipe()
  private let output = Pipe()

  init(key: SigningKey) throws {
    process.executableURL = URL(filePath: CommandLine.arguments[0])
    process.arguments = ["serve"]
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    input.fileHandleForWriting.write(Data((key.exportPEM().reveal().replacing("\n", with: "|") + "\n").utf8))
    guard let port = UInt16(Self.line(output)) else { throw BenchmarkError(description: "the server did not start") }
    self.port = port
  }

  /// CPU time in nanoseconds.
  func cpu() throws -> Int { try ask("cpu") }

  /// Resident memory in bytes.
  func residentMemory() throws -> Int { try ask("memory") }

  func stop() {
    try? input.fileHandleForWriting.close()
    process.waitUntilExit()
  }

  private func ask(_ question: String) throws -> Int {
    input.fileHandleForWriting.write(Data("\(question)\n".utf8))
    guard let number = Int(Self.line(output)) else { throw BenchmarkError(description: "the server is gone") }
    return number
  }

  private static func line(_ pipe: Pipe) -> String {
    var bytes: [UInt8] = []
    while let byte = pipe.fileHandleForReading.readData(ofLength: 1).first, byte != UInt8(ascii: "\n") {
      bytes.append(byte)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
