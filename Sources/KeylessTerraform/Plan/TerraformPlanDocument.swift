import KeylessHCL
import KeylessSource

/// A file of JSON as a value, each part with its place in the file.
struct TerraformPlanDocument {
  let value: TerraformValue

  init(_ bytes: [UInt8], file: String) {
    let span = SourceSpan(file: file, range: 0..<bytes.count)
    var written = HCLText()
    written.append(bytes[...], from: span, isVerbatim: true)
    guard let text = TerraformText(written) else {
      value = .unknown("it has private-use characters, which are not told from symbols", at: span)
      return
    }
    let value = text.json(at: span, size: 64 << 20)
    guard value.unknown != nil || value.object != nil else {
      self.value = TerraformValue(.object(TerraformObject()), at: span)
      return
    }
    self.value = value
  }
}
