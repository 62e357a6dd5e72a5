import KeylessHCL
import KeylessSource

/// Three megabytes of Terraform as people write it, read from bytes to tree: megabytes a second of processor time.
enum HCLBenchmark {
  static func run() throws -> String {
    let source = TerraformText.bytes(atLeast: 3_000_000)
    let rounds = 21
    var speeds: [Double] = []
    var items = 0
    for _ in 0..<rounds {
      let start = Clock.cpu()
      let file = HCLFile.native(source, file: "bench.tf")
      let elapsed = Clock.cpu() - start
      guard file.isValid, case .native(let body) = file.body else {
        throw BenchmarkError(
          description: "the benchmark's Terraform is refused: \(file.diagnostics.first?.message ?? "")"
        )
      }
      items = body.items.count
      speeds.append(Double(source.count) / Double(elapsed) * 1000)
    }
    return Figures.object([
      ("megabytesPerSecond", Figures.number(Clock.median(speeds))), ("target", "20"),
      ("megabytes", Figures.number(Double(source.count) / 1e6)), ("blocks", String(items)), ("rounds", String(rounds)),
    ])
  }
}
