package import KeylessHCL
import KeylessSource

/// What stands in a block, with what override files put over it; looked up by name, once made an index of.
package final class TerraformBody {
  /// The block's own body, then those of override files.
  let layers: [HCLBody]
  private var attributes: [String: HCLAttribute] = [:]
  private var blocks: [String: [HCLBlock]] = [:]
  private var nativeNames: [String] = []
  private var hasJSON = false
  private var isIndexed = false

  init(_ layers: [HCLBody]) { self.layers = layers }

  /// In the order in which they were written; in JSON, blocks are among them.
  var attributeNames: [String] {
    index()
    guard hasJSON else { return nativeNames }
    var names = nativeNames
    for layer in layers {
      guard case .json = layer else { continue }
      let all = layer.content(HCLSchema(takesOtherAttributes: true)).attributes.map(\.name.value)
      names += all.filter { !names.contains($0) }
    }
    return names
  }

  package func attribute(_ name: String) -> HCLAttribute? {
    index()
    var found = attributes[name]
    guard hasJSON else { return found }
    for layer in layers {
      guard case .json = layer else { continue }
      if let attribute = layer.content(HCLSchema(attributes: [name]))[name] { found = attribute }
    }
    return found
  }

  /// The blocks of a type, `dynamic` ones of that label among them; those of the last file that has any.
  package func blocks(_ type: String) -> [HCLBlock] {
    index()
    var found = blocks[type] ?? []
    guard hasJSON else { return found }
    for layer in layers {
      guard case .json = layer else { continue }
      let content = layer.content(HCLSchema(blocks: [type: 0, "dynamic": 1]))
      let own = content.blocks.filter { $0.type.value == type || $0.labels.first?.value == type }
      if !own.isEmpty { found = own }
    }
    return found
  }

  /// The blocks of a type that has so many labels.
  func labelled(_ type: String, _ count: Int = 1) -> [HCLBlock] {
    layers.flatMap { layer in
      layer.content(HCLSchema(blocks: [type: count])).blocks.filter { $0.labels.count == count }
    }
  }

  /// Every attribute of a body in which there are only attributes, as `locals`.
  func allAttributes() -> [HCLAttribute] { layers.flatMap { $0.attributes().attributes } }

  private func index() {
    guard !isIndexed else { return }
    isIndexed = true
    for layer in layers {
      guard case .native(let body) = layer else {
        hasJSON = true
        continue
      }
      var own: [String: [HCLBlock]] = [:]
      for item in body.items {
        switch item {
        case .attribute(let attribute):
          if attributes[attribute.name.value] == nil { nativeNames.append(attribute.name.value) }
          attributes[attribute.name.value] = attribute
        case .block(let block):
          let isDynamic = block.type.value == "dynamic"
          own[isDynamic ? block.labels.first?.value ?? "" : block.type.value, default: []].append(block)
        case .unreadable: break
        }
      }
      for (type, list) in own { blocks[type] = list }
    }
  }
}
