import KeylessAWSHalf
import KeylessSource
import KeylessTerraform

/// A secret that is written somewhere: only where, never what.
struct WrittenSecret {
  private let place: SourceSpan
  /// Whether the secret stands behind the place.
  private let isHere: Bool
  let related: [Diagnostic.Label]

  /// Nil unless the argument is a text of which something is written in the files.
  init?(_ signIn: AWSSignIn, _ name: String, _ subject: TerraformSubject) {
    guard let setting = signIn[name], LiteralText.words(of: setting.value) != nil,
      !subject.isGivenFromOutside(setting.value)
    else { return nil }
    let value = setting.value.span
    if setting.span.contains(value) {
      (place, isHere, related) = (setting.name, true, [])
    } else if let initial = subject.initial(at: value) {
      (place, isHere, related) = (initial.attributeName, true, [.init(setting.name, "used here")])
    } else {
      // Its name stands somewhere before it; a place without length marks the first byte alone.
      let start = SourceSpan(file: value.file, range: value.range.lowerBound..<value.range.lowerBound)
      (place, isHere, related) = (setting.name, false, [.init(start, "written here", isOfSecret: true)])
    }
  }

  func label(_ text: String) -> Diagnostic.Label { .init(place, text, isOfSecret: isHere) }
}
