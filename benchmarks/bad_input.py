"""What people paste and programs send where a question is expected, each as it stands in an address."""

from urllib.parse import quote

QUESTIONS = {
    "ten thousand letters": "a" * 10_000,
    "ten thousand quotes": quote('"' * 10_000),
    "ten thousand hyphens": "-" * 10_000,
    "ten thousand letters of Japanese": quote("東" * 10_000),
    "ten thousand combining marks": quote("e" + "\u0301" * 10_000),
    "thousands of words": "+".join(f"word{number}" for number in range(3_000)),
    "thousands of common words": "+".join(["lamp", "posts"] * 2_000),
    "thousands of phrases": quote('"lamp posts" ' * 2_000),
    "thousands of exclusions": quote("-lamp " * 2_000),
    "many numbers": "+".join(map(str, range(2_000))),
    "wildcards": quote("* ? lam* *amp l?mp ** ??? .* %% _"),
    "a regular expression": quote(r"^(a+)+$ [a-z]{1,1000} (?<=x) \\ \d+ (((("),
    "control characters": quote("".join(map(chr, range(32))) + "\x7f\x85\u2028"),
    "a NUL": "lamp%00posts",
    "unbalanced quotes": quote('"lamp „posts “ « " ” "" -" -'),
    "SQL": quote("' OR 1=1; DROP TABLE pages; -- UNION SELECT * FROM users"),
    "a program": quote("<script>alert(1)</script> {{ 7*7 }} ${7*7} %(x)s {0} ../../etc/passwd"),
    "emoji": quote("👩‍👩‍👧‍👦 🏙️ 🚲🇺🇦 " * 100),
    "marks of direction": quote("\u202e\u2066lamp\u2069\u200f\u061c\ufeff שלום مرحبا"),
    "lone surrogates": "%ED%A0%80lamp%ED%BF%BF",
    "no UTF-8": "%FF%FElamp%C3%28%80",
    "half an escape": "%",
    "operators": quote("AND OR NOT NEAR() title:lamp ^2 ~3 [a TO b] ( ) : :: city: theme:"),
    "a plane of letters beyond the first": quote("𝔏𝔞𝔪𝔭 ｌａｍｐ ǅ ß ﬃ İ" * 50),
    "spaces of every kind": quote("\t\n\r\v\f\u00a0\u2003\u3000"),
}
