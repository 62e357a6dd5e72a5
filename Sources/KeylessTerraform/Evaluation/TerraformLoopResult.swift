import KeylessHCL
import KeylessSource

/// What a `for` has made so far.
struct TerraformLoopResult {
  let span: SourceSpan
  private let isObject: Bool
  private let groups: Bool
  var elements: [TerraformValue] = []
  var variables: [TerraformVariableUse] = []
  private var object = TerraformObject()
  private var grouped = TerraformGroups()

  init(_ loop: HCLFor, at span: SourceSpan) {
    self.span = span
    isObject = loop.isObject
    groups = loop.groups
  }

  /// A second value of one key is a mistake unless the loop groups.
  mutating func add(_ member: TerraformMember) -> TerraformValue? {
    guard groups else {
      if object[member.name] != nil {
        return .error("a key comes twice", at: member.nameSpan)
      }
      object.set(member)
      return nil
    }
    grouped.add(member)
    return nil
  }

  var value: TerraformValue {
    let object = groups ? grouped.object(.tuple, isMap: false) : object
    return TerraformValue(isObject ? .object(object) : .list(elements, .tuple), at: span, variables: variables)
  }
}
