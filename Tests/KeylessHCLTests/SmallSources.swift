/// Small sources, one for each form of the language and for ways to get it wrong.
enum SmallSources {
  static let all: [String] = ["", "\n"] + text.split(separator: "\n").map(source)

  /// `⏎` stands for a line's end, `⇥` for a tab; the last line ends too where `⏎` says so.
  private static func source(_ line: Substring) -> String {
    String(line.map { $0 == "⏎" ? "\n" : $0 == "⇥" ? "\t" : $0 })
  }

  private static let text = #"""
    a = 1
    a = 1 b = 2
    a = 1, b = 2
    a
    a = 
    = 1
    a = 1⏎a = 2
    a = 1⏎⏎⏎b = 2⏎
    "a" = 1
    1 = 2
    a = -1
    a = --1
    a = !true
    a = !!true
    a = - 1
    a = +1
    a = 1.5
    a = 1e5
    a = 1E-5
    a = 1e
    a = .5
    a = 1.
    a = 1.2.3
    a = 007
    a = 0x10
    a = 1_000
    a = true
    a = True
    a = null
    a = b
    a = b.c
    a = b.
    a = b.c.d.e
    a = b.0
    a = b.0.c
    a = b.0.1
    a = b[0]
    a = b[0].c
    a = b["x"].c
    a = b[
    a = b[]
    a = b[c.d][e]
    a = b[*]
    a = b[*].c
    a = b[*].c[0]
    a = b[*].c[*].d
    a = b.*
    a = b.*.c
    a = b.*.c.*.d
    a = b.*.c[0].*.d
    a = b.*.0
    a = b.*.c.0.d
    a = b[ * ]
    a = b[*
    a = b[*⏎]
    a = b[⏎0⏎]
    a = (b⏎.c)
    a = b⏎.c
    a = (1)
    a = (1
    a = 1)
    a = (⏎1⏎)
    a = ()
    a = 1 + 2
    a = 1 +
    a = 1 + ⏎2
    a = (1 +⏎2)
    a = 1 + 2 * 3 - 4 / 5 % 6
    a = 1 < 2
    a = 1 <= 2 && 3 >= 4 || 5 != 6 == 7
    a = 1 & 2
    a = 1 | 2
    a = 1 ^ 2
    a = ~1
    a = 1 ** 2
    a = a && !b
    a = a !b
    a = b ? c : d
    a = b ? c
    a = b ? c :
    a = b ? c : d ? e : f
    a = b ? c ? d : e : f
    a = b ?⏎ c : d
    a = (b ?⏎ c :⏎ d)
    a = [⏎b ?⏎ c :⏎ d]
    a = []
    a = [1]
    a = [1,]
    a = [,]
    a = [1,,2]
    a = [1 2]
    a = [⏎1,⏎2⏎]
    a = [⏎1⏎2⏎]
    a = [1
    a = {}
    a = { b = 1 }
    a = { b = 1, c = 2 }
    a = { b = 1, c = 2, }
    a = { b = 1 c = 2 }
    a = { b : 1 }
    a = { b 1 }
    a = { b }
    a = { b = }
    a = { , }
    a = { "b" = 1 }
    a = { "b" : 1, c = 2 }
    a = { (b) = 1 }
    a = { (b.c) = 1 }
    a = { b.c = 1 }
    a = { "${b}" = 1 }
    a = { 1 = 2 }
    a = { true = 1 }
    a = { null = 1 }
    a = {⏎b = 1⏎c = 2⏎}
    a = {⏎b = 1,⏎c = 2,⏎}
    a = {⏎b = 1⏎,c = 2⏎}
    a = {⏎⏎⏎b = 1⏎⏎⏎}
    a = { b = 1,⏎⏎ c = 2 }
    a = {⏎b =⏎1⏎}
    a = {⏎b⏎= 1⏎}
    a = { b = 1
    a = { for = 1 }
    a = { "for" = 1 }
    a = { b = 1, for = 2 }
    a = [for]
    a = [(for)]
    a = [for, b]
    a = [for b in c : b]
    a = [for b, c in d : b]
    a = [for b in c : b if b]
    a = [for b in c: b => b]
    a = [for b in c : b...]
    a = [for b in c b]
    a = [for b : b]
    a = [for 1 in c : b]
    a = [for b, in c : b]
    a = [⏎for b in c :⏎b⏎]
    a = [for b in c : b, d]
    a = {for b in c : b => b}
    a = {for b in c : b => b...}
    a = {for b in c : b => b... if d}
    a = {for b in c : b => b if d}
    a = {for b in c : b}
    a = {for b, c in d : b => c if b != c}
    a = {⏎for b in c : b => b⏎}
    a = {for b in d ? e : f : b => b}
    a = [for b in [for c in d : c] : {for e in b : e => e}]
    a = f()
    a = f(1)
    a = f(1,)
    a = f(,)
    a = f(1, 2)
    a = f(1 2)
    a = f(1...)
    a = f(1..., 2)
    a = f(1...,)
    a = f(...)
    a = f(⏎1,⏎2⏎)
    a = f(
    a = f(1
    a = f(1)(2)
    a = f(1)[0].b
    a = f (1)
    a = f⏎(1)
    a = (f⏎(1))
    a = p::f()
    a = provider::aws::arn_parse("x")
    a = p::f
    a = p::()
    a = p :: f (1)
    a = p::f::
    a = ""
    a = "b"
    a = "b
    a = "b⏎c"
    a = "\n\r\t\"\\"
    a = "\q"
    a = "\u00e9"
    a = "\u00e"
    a = "\ud83d"
    a = "\U0001F600"
    a = "\U00110000"
    a = "\$"
    a = "$"
    a = "$$"
    a = "%"
    a = "%%"
    a = "$ {b}"
    a = "${b}"
    a = "${}"
    a = "${b"
    a = "${b c}"
    a = "${b:c}"
    a = "$${b}"
    a = "$$${b}"
    a = "$$$${b}"
    a = "%%{b}"
    a = "%%%{b}"
    a = "${"b"}"
    a = "${"${"b"}"}"
    a = "${{b = 1}.b}"
    a = "${~ b ~}"
    a = "${~b~}"
    a = "${ b ~ }"
    a = "x ${~ b } y"
    a = "${⏎b⏎}"
    a = "${b # c⏎}"
    a = "%{ if b }c%{ endif }"
    a = "%{ if b }c%{ else }d%{ endif }"
    a = "%{ if b }c%{ else }d%{ else }e%{ endif }"
    a = "%{ if b }c"
    a = "%{ endif }"
    a = "%{ else }"
    a = "%{ if b }c%{ endfor }"
    a = "%{ for b in c }d%{ endfor }"
    a = "%{ for b, c in d }e%{ endfor }"
    a = "%{ for b in c }d%{ else }e%{ endfor }"
    a = "%{ for b in c }d%{ endif }"
    a = "%{ for b }d%{ endfor }"
    a = "%{ for in c }d%{ endfor }"
    a = "%{ if }c%{ endif }"
    a = "%{ unless b }c%{ endif }"
    a = "%{ if b c }%{ endif }"
    a = "%{~ if b ~}c%{~ endif ~}"
    a = "%{ if b }%{ for c in d }${c}%{ endfor }%{ endif }"
    a = "%{}"
    a = "%{ 1 }"
    a = "%{ endif x }"
    a = 'b'
    a = `b`
    a = b;
    a = @
    a = b \ c
    a = <<E⏎b⏎E⏎
    a = <<E⏎b⏎E
    a = <<E⏎E⏎
    a = <<E⏎b
    a = <<-E⏎  b⏎  E⏎
    a = <<E⏎  b⏎  E⏎
    a = <<E⏎b⏎E ⏎c = 1⏎
    a = <<E⏎b⏎E c⏎E⏎
    a = << E⏎b⏎E⏎
    a = <<"E"⏎b⏎E⏎
    a = <<E b⏎E⏎
    a = <<E⏎${b}⏎E⏎
    a = <<E⏎${b⏎E⏎
    a = <<E⏎%{ if b }⏎c⏎%{ endif }⏎E⏎
    a = <<E⏎%{ if b }⏎c⏎E⏎
    a = <<E⏎\q "quotes" $ % $$ %%⏎E⏎
    a = <<E⏎$${b} %%{c}⏎E⏎
    a = f(<<E⏎b⏎E⏎)
    a = f(<<E⏎b⏎E)⏎
    a = [<<E⏎b⏎E⏎, 1]
    a = [<<E⏎b⏎E⏎]
    a = {⏎b = <<E⏎c⏎E⏎d = 1⏎}
    a = "${<<E⏎b⏎E⏎}"
    a = <<E⏎${<<F⏎b⏎F⏎}⏎E⏎
    a = <<é⏎b⏎é⏎
    a = <<-⏎b⏎
    a = 1 # c
    a = 1 // c
    a = 1 /* c */
    a = /* c */ 1
    a /* c */ = 1
    /* c */ a = 1
    a = 1 /* c
    a = 1 /* /* c */
    a = 1 /* c */ */
    # c
    // c
    / c
    /* c⏎d */
    /* c⏎d */ a = 1
    a = [ # c⏎1 # d⏎]
    b {}
    b {⏎}
    b { }
    b {⏎⏎}
    b⏎{⏎}
    b { c = 1 }
    b { c = 1, d = 2 }
    b { c = 1 d = 2 }
    b { c = 1⏎}
    b {⏎c = 1 }
    b { c {} }
    b {⏎c {}⏎}
    b {⏎c {}}
    b {} c {}
    b {}⏎c {}
    b "c" {}
    b c {}
    b "c" d "e" {}
    b "c${d}" {}
    b "c%{d}" {}
    b "$${d}" {}
    b "c\n" {}
    b "\q" {}
    b "c {}
    b 1 {}
    b "c" = 1
    b = {}
    b "c"
    b {
    b {⏎c = 1
    }
    b {}}
    b {⏎}⏎}
    b {⏎c = 1⏎c = 2⏎}
    b {⏎c = 1⏎}⏎b {⏎c = 1⏎}
    b-c = 1
    b_c = 1
    _b = 1
    -b = 1
    b.c = 1
    b.c {}
    b[0] = 1
    é = 1
    日本 = "x"
    a·b = 1
    ٣ = 1
    a٣ = 1
    b { # c⏎}
    b { /* c */ }
    b { /* c */ c = 1 /* d */ }
    b {⏎c = [⏎1,⏎2⏎]⏎d "e" {⏎f = "${g}"⏎}⏎}
    a = b == c ? d : e
    a = b => c
    a = b = c
    a = if
    a = in
    a = for
    a = b...
    a = ...
    a = "b" "c"
    a = "b" + "c"
    a = b ~ c
    a = ~}
    a = }
    a = ]
    a = {]
    a = [}
    a = (]
    a = [1, 2}⏎b = 3
    a = b ? : c
    a = b : c
    a = b ?: c
    a = "${b}${c}"
    a = "${b} ${c}"
    a = f("${b}", [c], {d = e})
    a = b[c ? d : e]
    a = b[[1]]
    a = b[{c = 1}]
    a = [1][0]
    a = {b = 1}.b
    a = {b = 1}["b"]
    a = "b".c
    a = "b"[0]
    a = 1.b
    a = (b).c
    a = (b)[*].c
    a = -b.c
    a = !b.c[0]
    a = -(b)
    a = b - c
    a = b -c
    a = b-c
    a = b- c
    a = b.c-d
    a = b*.c
    a = b.*c
    a = b.c.*
    a = b.[0]
    a = b..c
    a = b.c(1)
    a = b.c::d()
    a = b⇥= c
    ⇥a = 1
    a = b ? [1] : {c = 2}
    a = !
    a = b == == c
    a = b <> c
    a = b << c
    a = b >> c
    a = b <<E
    a=1
    a=b?c:d
    a=[for b in c:b]
    a={for b in c:b=>b}
    a=f(b...)
    a = "\\${b}"
    a = "\"${b}\""
    a = "x\\"
    a = "x\"
    a = "${b["c"]}"
    a = "${b ? "c" : "d"}"
    a = "${f("x", "y")}"
    a = "${b}" == "c"
    a = "}"
    a = "{"
    a = "{${b}}"
    a = <<E⏎}${b}{⏎E⏎
    """#
}
