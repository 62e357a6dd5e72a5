/// What `count` and `for_each` say in one instance of a block.
final class TerraformInstance {
  /// Which one it is.
  let key: TerraformInstanceKey
  /// Of a block with `for_each`.
  let each: (key: TerraformValue, value: TerraformValue)?
  /// Of a block with `count`.
  let count: TerraformValue?

  init(
    _ key: TerraformInstanceKey,
    each: (key: TerraformValue, value: TerraformValue)? = nil,
    count: TerraformValue? = nil
  ) {
    self.key = key
    self.each = each
    self.count = count
  }
}
