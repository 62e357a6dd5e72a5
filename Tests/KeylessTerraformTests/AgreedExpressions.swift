/// Expressions over the locals of `AgreementTests`, with and without a value; `⏎` stands for a line's end.
enum AgreedExpressions {
  static let all: [String] = (operators + strings + collections).split(separator: "\n").map { line in
    String(line.map { $0 == "⏎" ? "\n" : $0 })
  }

  private static let operators = #"""
    1 + 2 * 3
    10 - 4 - 3
    100 / 10 / 5
    17 % 5 * 2
    -17 % 5
    17 % -5
    7.5 % 2
    1 / 4
    2.5 * 4
    1e3
    1.25e-2
    0.1 + 0.2
    1.10
    100000000000000000000 + 1
    0 < 5e-40
    -5e-40 < 0
    1e38 < 150000000000000000000000000000000000001
    "5" * "2"
    "a" + 1
    1 < 2 == true
    "10" > "9"
    "a" < "b"
    1 == "1"
    1 == 1.0
    "a" == "a"
    null == null
    null == 1
    [] == []
    [1] == [1]
    [1] == [2]
    { a = 1 } == { a = 1 }
    { a = 1 } == { a = 2 }
    !local.t
    !"false"
    !"x"
    !null
    -local.n
    -"3"
    true || false && false
    true && "true"
    local.t ? 1 : 2
    local.t ? "a" : 1
    local.t ? 1 : "a"
    false ? 1 : "a"
    local.t ? null : 1
    local.t ? [] : ["a"]
    "true" ? 1 : 2
    null ? 1 : 2
    local.o.b.c
    local.o["b"]["c"]
    local.o.x
    local.l[0]
    local.l["1"]
    local.l[3]
    local.l[-1]
    local.l.1
    local.a[*].n
    local.a.*.n
    local.m[*].k[0]
    local.m.*.k[0]
    local.nothing[*]
    local.nothing.a
    local.s[*]
    local.s.a
    local.o[*].a
    [for x in local.l : x * 2]
    [for i, x in local.l : "${i}-${x}" if x != 2]
    [for k, v in local.repos : "${k}=${length(v)}"]
    [for k in local.repos : k]
    {for k, v in local.repos : k => v if length(v) > 0}
    {for x in local.l : "k${x}" => x}
    {for x in ["a", "b", "a"] : x => 1...}
    {for x in ["a", "a"] : x => 1}
    {for x in [null] : x => 1}
    [for x in "abc" : x]
    [for x in null : x]
    [for x in local.l : x if "maybe"]
    "a${1}b${true}c${"d"}"
    "${local.l}"
    "x${local.l}"
    "x${null}"
    "$${a} %%{b}"
    "%{ if local.t }yes%{ else }no%{ endif }"
    "%{ if false }yes%{ endif }"
    "%{ for x in local.l }[${x}]%{ endfor }"
    "%{ for k, v in local.o.b ~} ${k} = ${v} %{~ endfor }"
    <<E⏎one⏎  two ${local.n}⏎E⏎
    <<-E⏎    one⏎      two⏎    E⏎
    { "a" = 1, b : 2, (local.s) = 3 }
    { a = 1, a = 2 }
    (1 + 2) * 3
    [for r in flatten([for k, bs in local.repos : [for b in bs : "repo:o/${k}:ref:refs/heads/${b}"]]) : r]
    """# + "\n"

  private static let strings = #"""
    format("a")
    format("%s", "x")
    format("%s-%d-%t", "a", 3, true)
    format("%v %v %v", 1, "x", false)
    format("%v", local.l)
    format("%d", 1.5)
    format("%05d|%-5d|%+d", 42, 42, 42)
    format("%5s|%-5s|%.2s", "ab", "ab", "abc")
    format("%x %X %o %b", 255, 255, 8, 5)
    format("%f %.1f", 1.5, 2.5)
    format("%q", "a\"b")
    format("%%")
    format("%[2]s %[1]s", "a", "b")
    format("%s")
    format("%s", "a", "b")
    format("%s", [1])
    formatlist("%s/%s", "a", ["b", "c"])
    formatlist("%s/%s", ["a", "b"], ["c", "d"])
    formatlist("%s", ["a"])
    formatlist("%s/%s", ["a"], ["c", "d"])
    formatlist("x")
    join(",", ["a", "b"])
    join(",", [])
    join("-", ["a"], ["b", "c"])
    join(",", [1, true])
    split(",", "a,b,c")
    split(",", "")
    split("", "abc")
    split("x", "abc")
    replace("a.b.c", ".", "-")
    replace("abc", "", "-")
    replace("hello", "/l+/", "L")
    replace("hello", "/(h)(e)/", "$2$1")
    replace("hello", "/(?P<x>h)/", "$${x}$${x}")
    replace("hello", "/(h)/", "$1x")
    replace("a/b", "/", "-")
    replace("aaa", "/a*/", "x")
    replace("abc", "/x*/", "-")
    replace("https://a.b/c", "/^https:\\/\\//", "")
    trimprefix("helloworld", "hello")
    trimprefix("hello", "x")
    trimsuffix("helloworld", "world")
    trim("  ?!hi!? ", " ?!")
    trimspace("  a b \n\t")
    chomp("a\n\n")
    chomp("a\r\n")
    lower("ABC É")
    upper("abc é")
    title("hello wide-world o'neil x_y")
    strrev("abc")
    substr("hello world", 1, 4)
    substr("hello", -3, -1)
    substr("hello", 0, 99)
    substr("hello", 9, 1)
    startswith("hello", "he")
    startswith("hello", "lo")
    endswith("hello", "lo")
    strcontains("hello", "ell")
    strcontains("hello", "")
    indent(2, "a\nb\n\nc")
    regex("[a-z]+", "123abc456")
    regex("^x", "abc")
    regex("(a)(b)?", "ac")
    regex("(?P<first>\\w+) (?P<second>\\w+)", "hello world")
    regex("(?P<first>\\w+) (\\w+)", "hello world")
    regex("a|ab", "ab")
    regex("(a|ab)(c|bcd)", "abcd")
    regex("a{2,3}", "aaaa")
    regex("a{2,3}?", "aaaa")
    regex("[^/]+$", "a/b/c")
    regex("[[:alpha:]]+", "12ab")
    regex("(?i)HELLO", "hello")
    regex("\\bfoo\\b", "a foo b")
    regex("(", "x")
    regex("a.c", "a\nc")
    regex("(?s)a.c", "a\nc")
    regex("x*", "aaa")
    regexall("[0-9]+", "a1b22c333")
    regexall("x*", "axb")
    regexall("(a)(b)", "abab")
    regexall("z", "abc")
    regexall("(?:ab)+", "ababxab")
    jsonencode(local.doc)
    local.doc
    jsonencode({ b = 1, a = [true, null, 1.5], "<" = "&" })
    jsonencode(toset(["b", "a"]))
    jsondecode("{\"a\": [1, 2.50, \"x\\u00e9\", null, true]}")
    jsondecode("[1")
    jsondecode(jsonencode(local.repos))
    base64encode("hello wörld")
    base64decode("aGVsbG8=")
    base64decode("!!")
    urlencode("a b&c/d?é~-_.*")
    yamldecode("a: 1\nb: [x, 'y']\nc:\n  d: true")
    basename("a/b/c.txt")
    basename("a/")
    basename("")
    dirname("a/b/c.txt")
    dirname("c.txt")
    dirname("/a")
    dirname("a/../b/c")
    parseint("ff", 16)
    parseint("z", 10)
    parseint("-12", 10)
    max(1, 5, 3)
    min(1, -5, 3)
    abs(-2.5)
    ceil(1.2)
    ceil(-1.2)
    floor(1.8)
    floor(-1.2)
    signum(-3)
    pow(2, 10)
    sum([1, 2.5])
    sum([])
    tostring(1.50)
    tostring(true)
    tostring([1])
    tonumber("1e2")
    tonumber("x")
    tobool("true")
    tobool("yes")
    tobool(1)
    """# + "\n"

  private static let collections = #"""
    setunion(["1"], [1])
    setsubtract(["1", "2"], [1])
    distinct(["1", 1])
    { "a" = 1, ("a") = 2 }
    concat(["a"], ["b", 1], [])
    concat()
    concat(["a"], "b")
    merge({ a = 1 }, { b = 2 }, { a = 3 })
    merge({ a = 1 }, null)
    merge()
    merge({ a = 1 }, [1])
    flatten([1, [2, [3, []]], "a"])
    flatten("a")
    flatten([{ a = [1] }])
    distinct(["a", "b", "a"])
    distinct([1, 1, 2])
    distinct([])
    compact(["a", "", null, "b"])
    contains(["a", "b"], "a")
    contains([1, 2], 3)
    contains(["1"], 1)
    contains([], "a")
    coalesce("a", "b")
    coalesce("", "b")
    coalesce(null, "b")
    coalesce(null, 1, "x")
    coalesce("", null)
    coalesce(null, null, [1])
    coalescelist(["a"], ["b"])
    coalescelist([], ["b"])
    coalescelist([], [])
    coalescelist(null, ["b"])
    element(["a", "b", "c"], 1)
    element(["a", "b", "c"], 4)
    element(["a", "b", "c"], -1)
    element([], 0)
    index(["a", "b"], "b")
    index(["a"], "x")
    keys(local.repos)
    keys({})
    values(local.repos)
    values({ b = 1, a = "x" })
    length([1, 2])
    length({ a = 1 })
    length("héllo")
    length(5)
    length(null)
    length(toset(["a", "a"]))
    lookup({ a = 1 }, "a", 2)
    lookup({ a = 1 }, "b", 2)
    lookup({ a = 1 }, "b")
    lookup({ a = "x", b = 1 }, "a", "y")
    one([])
    one(["a"])
    one([1, 2])
    one(toset(["a"]))
    range(3)
    range(1, 4)
    range(4, 1)
    range(1, 10, 3)
    range(0)
    range(1, 2, -1)
    range(0, 1, 0.25)
    reverse([1, 2, 3])
    reverse(["a", 1])
    setunion(["a", "b"], ["b", "c"])
    setintersection(["a", "b"], ["b", "c"])
    setsubtract(["a", "b"], ["b"])
    setproduct(["a", "b"], [1, 2])
    setproduct([], [1])
    slice(["a", "b", "c"], 1, 2)
    slice(["a"], 0, 5)
    sort(["b", "a", "C", "10", "9"])
    sort([3, 10, 2])
    toset(["b", "a", "b"])
    toset([1, "a"])
    toset([3, 10, 2])
    tolist(["a", 1])
    tolist(toset(["b", "a"]))
    tomap({ a = 1, b = "x" })
    tolist(null)
    toset({ a = 1 })
    tolist({ a = 1 })
    zipmap(["a", "b"], [1, 2])
    zipmap(["a"], [1, 2])
    alltrue([true, "true"])
    alltrue([])
    alltrue([true, false])
    anytrue([])
    anytrue([false, true])
    anytrue([null, true])
    alltrue([null])
    matchkeys(["a", "b", "c"], ["x", "y", "x"], ["x"])
    chunklist(["a", "b", "c"], 2)
    chunklist(["a"], 0)
    transpose({ a = ["1", "2"], b = ["2"] })
    try(local.o.x, "d")
    try(local.o.x, local.o.y, 3)
    try(local.o.a, "d")
    try(local.l[9], null)
    try(tonumber("x"), 0)
    can(local.o.x)
    can(local.o.a)
    can(regex("^a", "b"))
    [for k, v in local.repos : k if contains(v, "main")]
    {for k, v in local.repos : k => [for b in v : upper(b)]}
    lookup(local.repos, "app", null)
    length(lookup(local.repos, "none", []))
    merge([{ a = 1 }, { b = 2 }]...)
    concat(values(local.repos)...)
    max(local.l...)
    format("%s:%s", split(",", "a,b")...)
    nonsensitive("a")
    jsonencode(merge({ Version = "2012-10-17" }, { Statement = [{ Effect = "Allow" }] }))
    [for s in ["b", "a"] : s]
    [for s in toset(["b", "a"]) : s]
    toset(["b", "a"])[0]
    keys(local.o)[0]
    element(split("/", "arn:aws:iam::1:oidc-provider/host/p"), 1)
    coalescelist([for s in [] : s], ["default"])
    join("", ["a", ""])
    jsonencode([for i in range(3) : { id = i, ok = i % 2 == 0 }])
    flatten([for k, v in local.repos : formatlist("repo:%s:%s", k, v)])
    zipmap([for k, v in local.repos : k], [for k, v in local.repos : length(v)])
    slice(local.l, 0, 2)
    distinct(concat(local.l, [3, 4]))
    trimprefix(try(local.o.url, "https://x.y"), "https://")
    length(flatten(values(local.repos))) > 2 ? "many" : "few"
    tolist([1, 2])[1]
    tomap({ a = "x" })["a"]
    tomap({ a = "x" }).b
    lookup(tomap({ a = "x" }), "b", "z")
    substr("", 0, 1)
    strcontains("a/b", "/")
    setsubtract(toset(["a"]), toset(["a"]))
    [for x in setunion(["b"], ["a"]) : x]
    merge({ a = { x = 1 } }, { a = { y = 2 } })
    contains(keys(local.repos), "app")
    values(tomap({ b = 1, a = 2 }))
    regexall("[^,]+", "a,b")[1]
    split(",", "a,b")[*]
    {for i, v in ["x", "y"] : v => i}
    """#
}
