/// Expressions that have a value, over the locals of `ValueAgreementTests`.
enum ValuedExpressions {
  static let all: [String] = text.split(separator: "\n").map { line in
    String(line.map { $0 == "⏎" ? "\n" : $0 == "⇥" ? "\t" : $0 })
  }

  /// `⏎` stands for a line's end, `⇥` for a tab.
  private static let text = #"""
    1 + 2 * 3
    1 * 2 + 3
    10 - 4 - 3
    100 / 10 / 5
    100 / 10 * 5
    17 % 5 * 2
    2 + 3 - 4 + 5
    1 + 2 < 4
    1 < 2 == true
    1 < 2 == 3 > 2
    1 == 1 != false
    true || false && false
    false && true || true
    !true || true
    !local.t == false
    !(local.t == false)
    -local.n + 10
    -2 * -3
    - 2 - -3
    --2
    !!true
    1 - -1
    -local.l[0]
    -local.o.b.c * 2
    true ? 1 : 2
    false ? 1 : true ? 2 : 3
    true ? false ? 1 : 2 : 3
    1 > 2 ? "a" : "b"
    true || false ? 1 : 2
    true ? 1 + 1 : 2 + 2
    1 + (true ? 1 : 2) * 3
    local.t ? local.l : []
    1e3
    1.25e-2
    007
    null
    null == null
    local.o["b"]["c"]
    local.o.b["c"]
    local.l.0
    local.l.1 + local.l.2
    local.a.0.n
    local.a[0].n
    local.a.*.n
    local.a[*].n
    local.m.*.k[0]
    local.m[*].k[0]
    local.m.*.k.0
    local.m[*].k.0
    local.m.*.k[0][1]
    local.m[*].k[*]
    local.d[*].e[*].f
    local.d.*.e[0].*.f
    local.d[*].e[0].f
    local.l.*
    local.l[*]
    (local.a)[1].n
    [1, 2, 3][1]
    { a = 1 }.a
    { a = { b = 2 } }["a"].b
    "abc" == "abc"
    []
    [1]
    [1, "a", true, null,]
    [⏎1,⏎2⏎]
    [[1], [2, [3]]]
    {}
    { a = 1 }
    { a = 1, b = 2, }
    { a : 1, "b" : 2 }
    { "a b" = 1 }
    { (local.s) = 1 }
    { "${local.s}x" = 1 }
    { true = 1, null = 2 }
    { 1 = 2 }
    {⏎a = 1⏎b = 2⏎}
    {⏎ a = 1,⏎⏎ b = {⏎ c = 2⏎ }⏎}
    { a = 1,⏎ b = 2 }
    { a-b = 1, c_d = 2 }
    [for v in local.l : v * 2]
    [for i, v in local.l : i + v]
    [for v in local.l : v if v != 2]
    [for v in local.l : v == 2 ? "a" : "b"]
    [for k, v in local.o : k]
    { for v in local.l : "k${v}" => v }
    { for i, v in local.l : v % 2 => i... }
    { for k, v in local.o : k => v if k == "a" }
    [for v in [for w in local.l : w + 1] : v * 2]
    [⏎ for v in local.l :⏎ v⏎]
    length(local.l)
    max(1, 2, 3)
    max(local.l...)
    max(1, [2, 3]...)
    max(⏎1,⏎2,⏎)
    length("${local.s}")
    join(", ", [for v in local.l : "<${v}>"])
    merge({ a = 1 }, { b = 2 })
    concat([1], [2])[1]
    length (local.l)
    try(local.o.missing, "none")
    ""
    "a"
    "é"
    "\u00e9\U0001F600"
    "a\nb\tc\\d\"e\r"
    "${local.n}"
    "${local.n}x"
    "x${local.n}"
    "${local.n}${local.n}"
    "${local.l}"
    "${"${local.s}"}"
    "a${"b${"c"}d"}e"
    "$${local.n}"
    "$$${local.n}"
    "$$$${local.n}"
    "%%{ if }"
    "%%%{ if true }x"
    "$"
    "$$"
    "a$"
    "100%"
    "50%%"
    "$ {x}"
    "\\${local.n}"
    "a ${~ local.n ~} b"
    "a ${~ local.n } b"
    "a ${ local.n ~} b"
    "a\n ${~ local.n ~}\n b"
    "a \u0020${~ local.n}"
    "a ${~ " b " ~} c"
    "${local.n ~} ${~ local.n}"
    "${local.n ~} x ${~ local.n}"
    "%{ if local.t }yes%{ endif }"
    "%{ if !local.t }yes%{ else }no%{ endif }"
    "%{ if local.t }a%{ if false }b%{ else }c%{ endif }d%{ endif }"
    "%{ for v in local.l }${v},%{ endfor }"
    "%{ for i, v in local.l }${i}=${v};%{ endfor }"
    "%{ for v in local.l ~} ${v} %{~ endfor }"
    "  %{~ if local.t ~}  a  %{~ else ~}  b  %{~ endif ~}  c"
    "x %{ for k, v in local.o }${k}%{ endfor } y"
    "%{ if true }${local.n}%{ endif }"
    "${local.t ? "a" : "b"}"
    "${{ a = "b" }.a}"
    "${[for v in local.l : v][0]}"
    "a # b // c /* d */"
    <<E⏎E
    <<E⏎a⏎E
    <<E⏎a⏎b⏎⏎c⏎E
    <<E⏎  a⏎ b⏎  E
    <<E⏎${local.n}⏎E
    <<E⏎\n "q" $ % { }⏎E
    <<E⏎$${a} %%{b} $${*}⏎E
    <<E⏎a ${~ local.n ~} b⏎E
    <<E⏎  a⏎  ${~ local.n ~}⏎  b⏎E
    <<E⏎%{ for v in local.l ~}⏎- ${v}⏎%{ endfor ~}⏎end⏎E
    <<E⏎%{ for v in local.l }⏎- ${v}⏎%{ endfor }⏎end⏎E
    <<E⏎%{ if local.t ~}⏎a⏎%{ else ~}⏎b⏎%{ endif ~}⏎E
    <<E⏎{"a": "${local.s}", "b": [${join(", ", local.l)}]}⏎E
    <<-E⏎E
    <<-E⏎  a⏎  E
    <<-E⏎  a⏎    b⏎  c⏎  E
    <<-E⏎    a⏎  b⏎   c⏎E
    <<-E⏎  a⏎⏎  b⏎  E
    <<-E⏎  a⏎   ⏎  b⏎  E
    <<-E⏎  a⏎ ⏎  b⏎  E
    <<-E⏎⇥a⏎⇥⇥b⏎⇥E
    <<-E⏎  ${local.n}⏎    a⏎  E
    <<-E⏎    a⏎${local.n}⏎  b⏎  E
    <<-E⏎  ${local.n} x⏎  y ${local.n}⏎  E
    <<-E⏎  a ${local.n}⏎    ${local.n}⏎  E
    <<-E⏎  %{ for v in local.l ~}⏎  - ${v}⏎  %{ endfor ~}⏎  end⏎  E
    <<-E⏎  %{~ for v in local.l ~}⏎  - ${v}⏎  %{~ endfor ~}⏎  end⏎  E
    <<-E⏎    x⏎  %{ if local.t }⏎    y⏎  %{ endif }⏎  E
    <<-E⏎  a⏎  ${~ local.n ~}⏎    b⏎  E
    <<-E⏎  ${local.n ~}⏎    b⏎      c⏎  E
    <<-E⏎  a\tb⏎  E
    <<-E⏎   $a⏎  $${b}⏎    %%{c}⏎  E
    <<-E⏎   é⏎  ü⏎  E
    <<-E⏎  a⏎  b⏎  E
    <<E⏎A$ ⏎${~ 1}⏎A%⇥⏎${~ 1}⏎A$  ⏎${~ 1}⏎A$⏎${~ 1}⏎A$ ${~ 1}⏎A$$ ⏎${~ 1}⏎A$x ⏎${~ 1}⏎E⏎
    "A$ ${~ 1}|A$ \n${~ 1}|A% ${~ 1}|A$${ ${~ 1}|A$\u0020${~ 1}"
    [<<E⏎a⏎E⏎, <<-F⏎  b⏎  F⏎]
    { a = <<E⏎b⏎E⏎c = 1 }
    upper(<<E⏎a⏎E⏎)
    "${<<E⏎a⏎E⏎}"
    <<E⏎${<<F⏎a⏎F⏎}⏎E
    <<-E⏎  ${<<-F⏎      a⏎        b⏎      F⏎  }⏎  E
    (1 +⏎ 2)
    (local.a⏎.0⏎.n)
    [1 +⏎ 2]
    (true ?⏎ 1 :⏎ 2)
    1 /* c */ + /* d */ 2
    [ # c⏎ 1, // d⏎ 2 /* e */⏎]
    """#
}
