/// What a language's trimming takes for blank.
enum Blanks {
  /// Space and tab.
  case line
  /// `str.isspace()` of Python.
  case python
  /// `unicode.IsSpace` of Go.
  case go
  /// `String.trim()` of JavaScript.
  case javaScript

  func contains(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20, 0x09: true
    case 0x0A...0x0D: self != .line
    case 0x1C...0x1F: self == .python
    case 0x85: self == .python || self == .go
    case 0xFEFF: self == .javaScript
    case 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: self != .line
    default: false
    }
  }
}
