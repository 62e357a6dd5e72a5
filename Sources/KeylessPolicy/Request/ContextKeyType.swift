/// The types that a simulation gives to the values of a condition key (IAM API, `ContextEntry`).
package enum ContextKeyType: String, CaseIterable, Sendable {
  case string, stringList, numeric, numericList, boolean, booleanList, ip, ipList, binary, binaryList, date, dateList

  /// Spelled exactly.
  package init?(_ name: String) {
    guard let type = Self.allCases.first(where: { $0.rawValue.utf8.elementsEqual(name.utf8) }) else { return nil }
    self = type
  }

  /// Whether the operators of this type can read the value.
  package func admits(_ value: String) -> Bool {
    let bytes = Array(value.utf8)
    return switch self {
    case .string, .stringList: true
    case .numeric, .numericList: ExactDecimal(bytes) != nil
    case .boolean, .booleanList: PolicyBool.read(bytes) != nil
    case .ip, .ipList: AddressRange(bytes) != nil
    case .binary, .binaryList: Base64Bytes.decode(bytes) != nil
    case .date, .dateList: PolicyDate(bytes) != nil
    }
  }
}
