import KeylessCalls

/// Actions by name; names are compared as bytes.
struct ActionTable: Sendable {
  private let actions: [[UInt8]: any QueryAction.Type]

  init(_ actions: [any QueryAction.Type]) {
    self.actions = Dictionary(actions.map { (Array($0.name.utf8), $0) }, uniquingKeysWith: { first, _ in first })
  }

  subscript(name: String) -> (any QueryAction.Type)? { actions[Array(name.utf8)] }
}
