import KeylessHCL
import KeylessSource

extension TerraformScope {
  func value(_ call: HCLCall, at span: SourceSpan) -> TerraformValue {
    .unknown("`\(call.name.value)` is not evaluated", at: span)
  }
}
