import KeylessTesting

/// Expressions that Terraform can evaluate, with as few brackets as the language allows.
struct RandomExpression {
  var random: SplitMix64

  mutating func any() -> String {
    switch Int.random(in: 0..<6, using: &random) {
    case 0: number(3)
    case 1: bool(3)
    case 2: text(3)
    case 3: list(3)
    case 4: object(3)
    default: "\(bool(2)) ? \(text(2)) : \(bool(1)) ? \(text(1)) : \(text(2))"
    }
  }

  private mutating func pick(_ choices: [String]) -> String { choices.randomElement(using: &random) ?? "1" }

  private mutating func number(_ depth: Int) -> String {
    guard depth > 0 else {
      return pick(["1", "2", "0.5", "1e1", "local.n", "local.l[1]", "local.o.b.c", "-3", "local.l.0"])
    }
    return switch Int.random(in: 0..<8, using: &random) {
    case 0...3: number(depth - 1) + pick([" + ", " - ", "*", " / ", " % ", " -", "\t*"]) + number(depth - 1)
    case 4: "(" + number(depth - 1) + pick([" +\n ", "\n- "]) + number(depth - 1) + ")"
    case 5: "-local.n"
    case 6: "length(\(list(depth - 1)))"
    default: "max(\(number(depth - 1)), \(list(0))...)"
    }
  }

  private mutating func bool(_ depth: Int) -> String {
    guard depth > 0 else { return pick(["true", "false", "local.t", "!local.t", "!true", "!!local.t"]) }
    return switch Int.random(in: 0..<7, using: &random) {
    case 0...2: bool(depth - 1) + pick([" && ", " || ", " == ", " != "]) + bool(depth - 1)
    case 3, 4: number(depth - 1) + pick([" < ", " <= ", " > ", ">=", " == ", " != "]) + number(depth - 1)
    case 5: "(" + text(depth - 1) + pick([" == ", " != "]) + text(depth - 1) + ")"
    default: "!(\(bool(depth - 1)))"
    }
  }

  private mutating func text(_ depth: Int) -> String {
    guard depth > 0 else {
      return pick(["\"\"", "\"a\"", "\"é\\n\"", "local.s", "\"$${x}\"", "\"%%{y}$z\"", "\"\\\"q\\\"\""])
    }
    return switch Int.random(in: 0..<4, using: &random) {
    case 0: "\"" + parts(depth) + "\""
    case 1: "<<E\n" + lines(depth) + "E\n"
    case 2: "<<-E\n" + lines(depth) + pick(["", " ", "    "]) + "E\n"
    default: "upper(\"\(parts(depth))\")"
    }
  }

  private mutating func sign() -> (String, String) { (pick(["", "~"]), pick(["", "~"])) }

  private mutating func parts(_ depth: Int) -> String {
    (0..<Int.random(in: 0...4, using: &random)).map { _ in part(depth, lineEnd: "\\n") }.joined()
  }

  private mutating func lines(_ depth: Int) -> String {
    (0..<Int.random(in: 0...4, using: &random)).map { _ in
      let indentation = pick(["", "  ", "    ", "\t"])
      let content = (0..<Int.random(in: 0...3, using: &random)).map { _ in part(depth, lineEnd: "\n  ") }.joined()
      return indentation + content + "\n"
    }.joined()
  }

  private mutating func part(_ depth: Int, lineEnd: String) -> String {
    let (left, right) = sign()
    switch Int.random(in: 0..<9, using: &random) {
    case 0: return pick(["x", " ", "  y ", "$ ", "%x", "$$.", "$${", "%%{", "{", "}", "é"])
    case 1: return lineEnd
    case 2, 3: return "${\(left) \(number(depth - 1)) \(right)}"
    case 4: return "${\(left)\(flat(depth - 1))\(right)}"
    case 5:
      let (l2, r2) = sign()
      return "%{\(left) if \(bool(depth - 1)) \(right)} a %{\(l2) endif \(r2)}"
    case 6:
      let ((l2, r2), (l3, r3)) = (sign(), sign())
      return "%{\(left) if \(bool(0)) \(right)} a %{\(l2) else \(r2)}\(lineEnd)b %{\(l3) endif \(r3)}"
    case 7:
      let (l2, r2) = sign()
      return "%{\(left) for k, v in local.l \(right)} ${k}${v} \(lineEnd)%{\(l2) endfor \(r2)}"
    default: return " "
    }
  }

  /// Text that may stand on one line with other things.
  private mutating func flat(_ depth: Int) -> String {
    depth <= 0 ? pick(["\"a\"", "local.s", "\" \""]) : "\"" + parts(depth - 1) + "\""
  }

  private mutating func list(_ depth: Int) -> String {
    guard depth > 0 else {
      return pick(["local.l", "[]", "[1, 2]", "local.a[*].n", "local.a.*.n", "local.m.*.k[0]", "local.m[*].k[0]"])
    }
    return switch Int.random(in: 0..<4, using: &random) {
    case 0: "[\(number(depth - 1)), \(number(depth - 1)),]"
    case 1: "[for i, v in \(list(depth - 1)) : v * i + \(number(depth - 1)) if v > \(number(0))]"
    case 2: "[\n for v in \(list(depth - 1)) :\n v\n]"
    default: "concat(\(list(depth - 1)), \(list(depth - 1)))"
    }
  }

  private mutating func object(_ depth: Int) -> String {
    switch Int.random(in: 0..<4, using: &random) {
    case 0: "{ a = \(number(depth - 1)), \"b\" : \(bool(depth - 1)), (local.s) = \(number(0)) }"
    case 1: "{\n a = \(number(depth - 1))\n b-c = \(list(depth - 1))\n\n \"d${local.n}\" = null\n}"
    case 2: "{ for k, v in \(list(depth - 1)) : \"k${v}\" => k... }"
    default: "{ for k, v in local.o : k => v if k != \"b\" }"
    }
  }
}
