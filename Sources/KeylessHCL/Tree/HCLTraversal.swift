package import KeylessSource

/// Steps from a value into it, such as `aws_iam_role.ci[0].arn`.
package struct HCLTraversal: Sendable {
  let tree: HCLTree
  let node: UInt32

  package var base: HCLExpression { tree.expression(tree.nodes[Int(node)].c) }

  package var steps: [Step] { tree.children(tree.nodes[Int(node)]).map(step) }

  package struct Step: Sendable {
    package var kind: Kind
    package var span: SourceSpan
  }

  package enum Kind: Sendable {
    case attribute(String)
    case index(HCLExpression)
    /// `.0`, which means `[0]`.
    case legacyIndex(String)
    /// `.*`: the names and old indexes that follow directly are taken of each element.
    case attributeSplat
    /// `[*]`: all that follows is taken of each element.
    case fullSplat
  }

  /// The steps that the splat at a position applies to each element.
  package func stepsOfEach(after position: Int) -> Range<Int> {
    let steps = steps
    guard case .attributeSplat = steps[position].kind else { return position + 1..<steps.count }
    var end = position + 1
    while end < steps.count {
      switch steps[end].kind {
      case .attribute, .legacyIndex: end += 1
      case .index, .attributeSplat, .fullSplat: return position + 1..<end
      }
    }
    return position + 1..<end
  }

  private func step(_ index: UInt32) -> Step {
    let node = tree.nodes[Int(index)]
    let kind: Kind =
      switch node.kind {
      case .attributeStep: .attribute(tree.string(node.c, node.end))
      case .indexStep: .index(tree.expression(node.a))
      case .legacyIndexStep: .legacyIndex(tree.string(node.c, node.end))
      case .attributeSplat: .attributeSplat
      default: .fullSplat
      }
    return Step(kind: kind, span: tree.span(tree.range(index)))
  }
}
