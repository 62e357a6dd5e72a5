/// Why a document is not YAML that we accept; the diagnostic says where.
package struct YAMLError: Error, Hashable, Sendable, CustomStringConvertible {
  package enum Code: Hashable, Sendable {
    case tooLarge, tooDeep, tooManyAliases, invalidUTF8, duplicateKey, complexKey, severalDocuments, syntax
  }

  package var code: Code
  package var diagnostic: Diagnostic

  init(_ code: Code, _ message: Diagnostic.Message, at primary: Diagnostic.Label, related: [Diagnostic.Label] = []) {
    self.code = code
    diagnostic = Diagnostic(code.id, .error, message, at: primary, related: related, help: code.help)
  }

  package var description: String {
    "\(diagnostic.message) in \(diagnostic.primary.span.file) at byte \(diagnostic.primary.span.range.lowerBound)"
  }
}

extension YAMLError.Code {
  fileprivate var id: DiagnosticID {
    switch self {
    case .tooLarge, .tooDeep, .tooManyAliases: "yaml-limit"
    case .invalidUTF8: "yaml-encoding"
    case .duplicateKey: "yaml-duplicate-key"
    case .complexKey: "yaml-complex-key"
    case .severalDocuments: "yaml-several-documents"
    case .syntax: "yaml-syntax"
    }
  }

  fileprivate var help: String? {
    switch self {
    case .duplicateKey: "keep one of the two; which one wins would be a guess"
    case .complexKey: "write the key as a plain or quoted string"
    case .severalDocuments: "remove the text from the second `---` on"
    case .invalidUTF8: "save the file as UTF-8"
    default: nil
    }
  }
}
