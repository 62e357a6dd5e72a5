/// How a child ended, and what it wrote to its standard output.
package struct ProcessOutput: Hashable, Sendable {
  package var result: ProcessResult
  package var bytes: [UInt8]

  package init(_ result: ProcessResult, _ bytes: [UInt8]) {
    self.result = result
    self.bytes = bytes
  }
}
