"""The index of rules, written from the packs: `python -m rawi.lang.index > docs/rules.md`."""

from collections.abc import Iterator

from rawi.lang.loader import LANGUAGES, load


def lines() -> Iterator[str]:
    """The lines of docs/rules.md: every rule with an example and a counter-example, and the size of every lexicon."""
    yield "# Rules"
    yield ""
    yield "Written from the language packs by `python -m rawi.lang.index > docs/rules.md`; a test keeps it current."
    yield "An id is stored with every value its rule made, and is never reused."
    for code in LANGUAGES:
        pack = load(code)
        yield ""
        yield f"## {pack.name} (`{code}`)"
        for family in sorted({rule.family for rule in pack.all_rules}):
            yield ""
            yield f"### {family}"
            yield ""
            yield "| rule | makes | example | gives | not |"
            yield "| --- | --- | --- | --- | --- |"
            for rule in pack.all_rules:
                if rule.family == family:
                    example = rule.examples[0] if rule.examples else None
                    counter = rule.counters[0] if rule.counters else None
                    cells = (
                        f"`{rule.id}`",
                        rule.make,
                        example.text if example else "",
                        (example.gives or "") if example else "",
                        counter.text if counter else "",
                    )
                    yield "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"
        yield ""
        yield "### lexicon"
        yield ""
        yield "| concept | file | forms |"
        yield "| --- | --- | --- |"
        for name, lexicon in sorted(pack.lexicon.items(), key=lambda item: (item[1].file, item[0])):
            yield f"| `{name}` | {lexicon.file} | {len(lexicon.forms)} |"


def main() -> None:
    """Print the index."""
    print("\n".join(lines()))


if __name__ == "__main__":
    main()
