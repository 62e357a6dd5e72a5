extension Factor.Values {
  /// No value, of the same type.
  var none: Self {
    switch self {
    case .text: .text(.none)
    case .numbers: .numbers(.none)
    case .dates: .dates(.none)
    case .addresses: .addresses(.none)
    case .lists: .lists(.nothing)
    }
  }
}
