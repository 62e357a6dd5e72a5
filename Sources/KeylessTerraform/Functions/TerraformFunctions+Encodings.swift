import KeylessSource

extension TerraformFunctions {
  static let encodings: [String: Function] = [
    "jsonencode": { call in
      try call.expect(1...1)
      let value = try call.argument(0)
      // A text of all that is not known says no more than that.
      if let unknown = value.unknown { throw TerraformRefusal(value: TerraformValue(.unknown(unknown), at: call.span)) }
      var writer = TerraformJSONWriter(limit: call.scope.work.limits.text)
      writer.write(value)
      call.scope.work.spend(writer.text.bytes.count / 16)
      if let problem = writer.problem { throw TerraformRefusal(value: problem) }
      var text = writer.text
      text.encoded = value
      return TerraformValue(.text(text), at: value.span)
    },
    "jsondecode": { call in
      let value = try call.argument(0)
      call.scope.work.spend((value.text?.bytes.count ?? 0) / 16)
      return try TerraformFunctions.asDecoded(call.text(0).json(at: value.span))
    },
    "yamldecode": { call in
      let value = try call.argument(0)
      let text = try call.text(0)
      guard let decoded = TerraformYAML.value(text, at: value.span) else {
        throw call.unknown("this YAML is not evaluated")
      }
      return decoded
    },
    "base64encode": { call in try call.value(TerraformBase64.encode(Array(call.plain(0).utf8))) },
    "base64decode": { call in
      guard let bytes = try TerraformBase64.decode(Array(call.plain(0).utf8)) else {
        throw call.error("the text is no base64")
      }
      guard let text = String(validating: bytes, as: UTF8.self) else {
        throw call.error("the decoded bytes are no text")
      }
      guard !TerraformText.hasMarks(bytes) else { throw call.unknown("the text has private-use characters") }
      return call.value(text)
    },
    "urlencode": { call in
      let plain = try call.plain(0).utf8
      var encoded = ""
      for byte in plain {
        let scalar = Unicode.Scalar(byte)
        if scalar == " " {
          encoded += "+"
        } else if scalar.isASCII, scalar.properties.isAlphabetic || "0123456789-_.~".unicodeScalars.contains(scalar) {
          encoded.unicodeScalars.append(scalar)
        } else {
          let hex = String(byte, radix: 16, uppercase: true)
          encoded += "%" + (hex.count == 1 ? "0" : "") + hex
        }
      }
      return call.value(encoded)
    },
  ]

  /// What came through `jsonencode` comes out as JSON has it: no sets, no maps.
  private static func asDecoded(_ value: TerraformValue) -> TerraformValue {
    switch value.content {
    case .list(let elements, _): return value.with(.list(elements.map(asDecoded), .tuple))
    case .object(let object):
      let members = object.members.map { TerraformMember($0.name, at: $0.nameSpan, asDecoded($0.value)) }
      return value.with(.object(TerraformObject(members, rest: object.rest)))
    case .null, .bool, .number, .text, .unknown: return value
    }
  }
}
