import KeylessHCL
package import KeylessSource

/// A block whose attributes are evaluated when they are asked for: of a configuration, or an object of a plan.
package struct TerraformBlock {
  package var type: String
  package var head: SourceSpan
  package var span: SourceSpan
  /// Why it is not known whether there is such a block, or how often.
  package var uncertain: TerraformUnknown?
  private var source: Source

  private enum Source {
    case body(TerraformBody, TerraformScope)
    case value(TerraformValue)
  }

  init(
    _ body: TerraformBody,
    _ scope: TerraformScope,
    type: String,
    head: SourceSpan,
    span: SourceSpan,
    uncertain: TerraformUnknown? = nil
  ) {
    source = .body(body, scope)
    self.type = type
    self.head = head
    self.span = span
    self.uncertain = uncertain
  }

  init(_ value: TerraformValue, type: String) {
    source = .value(value)
    self.type = type
    head = value.span
    span = value.span
    uncertain = value.unknown
  }

  package var attributeNames: [String] {
    switch source {
    case .body(let body, _): body.attributeNames
    case .value(let value): value.object?.members.map(\.name) ?? []
    }
  }

  /// An attribute's value; nil when it is not written.
  package func attribute(_ name: String) -> TerraformValue? {
    switch source {
    case .body(let body, let scope): return body.attribute(name).map { scope.value($0.value) }
    case .value(let value):
      if let unknown = value.unknown { return TerraformValue(.unknown(unknown), at: value.span) }
      return value[name]
    }
  }

  /// Where an attribute stands, from its name to its value's end.
  package func attributeSpan(_ name: String) -> SourceSpan? {
    switch source {
    case .body(let body, _): body.attribute(name)?.span
    case .value(let value): value[name]?.span
    }
  }

  /// The nested blocks of a type, `dynamic` ones expanded, in order.
  package func blocks(_ type: String) -> [TerraformBlock] {
    switch source {
    case .body(let body, let scope):
      let blocks = body.blocks(type).flatMap { block in
        block.type.value == "dynamic"
          ? scope.expand(block, type)
          : [
            TerraformBlock(
              TerraformBody([block.body]),
              scope,
              type: type,
              head: TerraformDeclaration(block).head,
              span: block.span
            )
          ]
      }
      // A list of objects may stand where blocks do.
      guard blocks.isEmpty, let attribute = body.attribute(type) else { return blocks }
      return Self.blocks(scope.value(attribute.value), type)
    case .value(let value): return value[type].map { Self.blocks($0, type) } ?? []
    }
  }

  private static func blocks(_ value: TerraformValue, _ type: String) -> [TerraformBlock] {
    switch value.content {
    case .list(let elements, _): elements.map { TerraformBlock($0, type: type) }
    case .object, .unknown: [TerraformBlock(value, type: type)]
    case .null, .bool, .number, .text: []
    }
  }

  /// Its attributes as one object, without nested blocks.
  var object: TerraformValue {
    let members = attributeNames.compactMap { name in attribute(name).map { TerraformMember(name, at: $0.span, $0) } }
    let rest = TerraformUnknown("what else is in `\(type)` is known only after apply", at: head)
    return TerraformValue(.object(TerraformObject(members, rest: rest)), at: span)
  }
}
