"""Which part of a letter is new, and which only repeats: quoted history, a signature. Pure.

Nothing is thrown away, and whoever writes below or between what they quote is never hidden: then nothing is folded.
"""

import re

# No line longer than this begins a quotation; a pattern never sees more.
LONGEST_LINE = 300
_WROTE = re.compile(
    r"^(?:on|am|le|el|il|op|den|em|w dniu)\b.{4,}\b(?:wrote|schrieb|a écrit|escribió|ha scritto|schreef|skrev|escreveu"
    r"|napisał|napisał\(a\))\b.{0,120}:$",
    re.IGNORECASE,
)
_DIVIDER = re.compile(
    r"^[-_ ]{2,}\s*(?:original message|ursprüngliche nachricht|forwarded message|weitergeleitete nachricht"
    r"|message d'origine|mensaje original|oorspronkelijk bericht)\s*[-_ ]{2,}$",
    re.IGNORECASE,
)
_FROM = re.compile(r"^\*?(?:from|von|de|da|van|fra|från|od)\s?:\*?\s.+", re.IGNORECASE)
_HEAD = re.compile(
    r"^\*?(?:sent|gesendet|date|datum|envoyé|enviado|to|an|à|subject|betreff|objet)\s?:", re.IGNORECASE
)
_SIGNATURE = re.compile(r"^--\s?$")


def folded(text: str) -> tuple[str, str]:
    """What the letter says, and what it only repeats; both together are the text, without blank lines between them."""
    lines = text.split("\n")
    end = next((number for number in range(len(lines)) if _begins(lines, number)), len(lines))
    said, rest = "\n".join(lines[:end]).strip(), "\n".join(lines[end:]).strip()
    return (said, rest) if said else (text.strip(), "")


def _begins(lines: list[str], number: int) -> bool:
    line = lines[number].strip()[:LONGEST_LINE]
    if not line:
        return False
    if _SIGNATURE.match(line):
        return True
    if _DIVIDER.match(line) or _is_head(lines, number, line):
        return True
    after = number + 1
    if not _WROTE.match(line):
        # The line that names them is often broken in two.
        both = f"{line} {lines[after].strip()}"[:LONGEST_LINE] if after < len(lines) else ""
        if not _WROTE.match(both):
            return line.startswith(">") and _only_quoted(lines[number:])
        after += 1
    return not _is_quoted(lines[after:]) or _only_quoted(lines[after:])


def _is_head(lines: list[str], number: int, line: str) -> bool:
    """The heads of a letter that a mail program copied below."""
    if not _FROM.match(line):
        return False
    near = [one.strip()[:LONGEST_LINE] for one in lines[number + 1 : number + 5]]
    return sum(bool(_HEAD.match(one)) for one in near) >= 2


def _is_quoted(lines: list[str]) -> bool:
    """Whether the next words stand behind marks of quotation."""
    return next((line.startswith(">") for line in lines if line.strip()), False)


def _only_quoted(lines: list[str]) -> bool:
    """Whether nobody wrote anything below, but a signature."""
    for line in lines:
        if _SIGNATURE.match(line.strip()):
            return True
        if line.strip() and not line.lstrip().startswith(">"):
            return False
    return True
