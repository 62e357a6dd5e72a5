/// Which of the instances that `count` or `for_each` makes.
package enum TerraformInstanceKey: Hashable, Sendable {
  case index(Int)
  case name(String)
  /// One that stands for all, because how many there are is not known.
  case unknown

  package var text: String {
    switch self {
    case .index(let index): "[\(index)]"
    case .name(let name): "[\"\(name)\"]"
    case .unknown: "[?]"
    }
  }
}
