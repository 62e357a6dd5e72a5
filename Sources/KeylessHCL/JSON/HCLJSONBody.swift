package import KeylessSource

/// A body in JSON (hashicorp/hcl, `json/spec.md`): what is an attribute and what a block is for the schema to say.
package struct HCLJSONBody: Sendable {
  let source: HCLJSONSource
  /// An object, or an array of objects whose members count as those of one.
  let value: JSONNode
  /// Only in a file's own body and in blocks is `//` a comment.
  package var span: SourceSpan { source.span(value.range) }

  func content(_ schema: HCLSchema) -> HCLContent {
    var content = HCLContent()
    for member in members(of: value, "an object with attributes and blocks", &content) {
      let name = Located(member.name, at: source.span(member.nameRange))
      if let labels = schema.blocks[member.name] {
        let header = Header(type: name, labels: [])
        unpack(member.value, header, labels: labels, &content)
      } else if schema.takesOtherAttributes || schema.attributes.contains(member.name) {
        content.attributes.append(attribute(member, name, &content))
      } else {
        content.rest.append(name)
      }
    }
    return content
  }

  func attributes() -> HCLContent {
    var content = HCLContent()
    guard case .object = value.value else {
      content.diagnostics.append(HCLShape.wrongValue(value.kind, "an object with attributes", at: span))
      return content
    }
    for member in members(of: value, "an object", &content) {
      let name = Located(member.name, at: source.span(member.nameRange))
      content.attributes.append(attribute(member, name, &content))
    }
    return content
  }

  private struct Header {
    var type: Located<String>
    var labels: [Located<String>]
  }

  private func attribute(_ member: JSONMember, _ name: Located<String>, _ content: inout HCLContent) -> HCLAttribute {
    let (value, diagnostics) = source.expression(member.value)
    content.diagnostics += diagnostics
    let range = member.nameRange.lowerBound..<member.value.range.upperBound
    return HCLAttribute(name: name, value: value, span: source.span(range))
  }

  /// Labels are levels of objects; below them an object is one block, an array several, null none.
  private func unpack(_ value: JSONNode, _ header: Header, labels: Int, _ content: inout HCLContent) {
    if labels > 0 {
      let members = members(of: value, "an object whose names are the block's labels", &content)
      for member in members {
        var inner = header
        inner.labels.append(Located(member.name, at: source.span(member.nameRange)))
        unpack(member.value, inner, labels: labels - 1, &content)
      }
      return
    }
    switch value.value {
    case .null: break
    case .object: content.blocks.append(block(value, header))
    case .array(let elements): for element in elements { content.blocks.append(block(element, header)) }
    default:
      let wanted = "an object or an array with `\(header.type.value)` blocks"
      content.diagnostics.append(HCLShape.wrongValue(value.kind, wanted, at: source.span(value.range)))
    }
  }

  private func block(_ value: JSONNode, _ header: Header) -> HCLBlock {
    HCLBlock(
      type: header.type,
      labels: header.labels,
      body: .json(HCLJSONBody(source: source, value: value)),
      span: source.span(value.range)
    )
  }

  private func members(of value: JSONNode, _ wanted: String, _ content: inout HCLContent) -> [JSONMember] {
    let objects: [JSONNode]
    if case .array(let elements) = value.value { objects = elements } else { objects = [value] }
    var all: [JSONMember] = []
    for object in objects {
      switch object.value {
      case .object(let members): all += members.filter { !$0.name.utf8.elementsEqual("//".utf8) }
      case .null where objects.count == 1: break
      default: content.diagnostics.append(HCLShape.wrongValue(object.kind, wanted, at: source.span(object.range)))
      }
    }
    return all
  }
}
