import KeylessSource

/// The conversions between texts, numbers and bools that Terraform makes on its own.
extension TerraformValue {
  /// The value as a piece of text; nil for what has none.
  ///
  /// An unknown value is an unknown piece.
  var asText: TerraformText? {
    switch content {
    case .text(let text): text
    case .number(let number): TerraformText(number.text, at: span)
    case .bool(let bool): TerraformText(bool ? "true" : "false", at: span)
    case .unknown(let unknown): TerraformText(unknown)
    case .null, .list, .object: nil
    }
  }

  /// The value as a number, or what is in the way.
  var asNumber: TerraformNumber? {
    switch content {
    case .number(let number): number
    case .text(let text): text.plain.flatMap(TerraformNumber.init(_:))
    default: nil
    }
  }

  var asBool: Bool? {
    switch content {
    case .bool(let bool): return bool
    case .text(let text):
      switch text.plain {
      case "true", "1": return true
      case "false", "0": return false
      default: return nil
      }
    default: return nil
    }
  }

  /// Why a conversion failed: something unknown in the value, or that it is of the wrong kind.
  func problem(wanting wanted: String, at span: SourceSpan) -> TerraformValue {
    if let unknown = firstUnknown { return TerraformValue(.unknown(unknown), at: span, variables: allVariables) }
    if let text, !text.isPlain {
      let reason = "it depends on what the account, the partition or the region is"
      return TerraformValue(.unknown(TerraformUnknown(reason, at: self.span)), at: span, variables: variables)
    }
    return .error("\(kind) stands where \(wanted) is wanted", at: self.span)
  }
}
