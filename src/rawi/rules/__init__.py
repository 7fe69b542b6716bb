"""Rules as data: patterns over the folded view, compiled against a language's lexicon, matched with a trace."""

from rawi.rules.compile import compile_rules, trie_pattern
from rawi.rules.match import Match, matches
from rawi.rules.rule import Example, Rule, load_rules

__all__ = ["Example", "Match", "Rule", "compile_rules", "load_rules", "matches", "trie_pattern"]
