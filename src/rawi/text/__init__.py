"""Document → View: folding with an offset map, language by passage, sentences, quotations, tokens."""

from rawi.text.capitals import is_capital
from rawi.text.fold import Folded, fold, fold_word, fold_words
from rawi.text.language import READ, language
from rawi.text.quotes import Quote
from rawi.text.tokens import Sentence
from rawi.text.view import View, view

__all__ = [
    "READ", "Folded", "Quote", "Sentence", "View", "fold", "fold_word", "fold_words", "is_capital", "language", "view",
]  # fmt: skip
