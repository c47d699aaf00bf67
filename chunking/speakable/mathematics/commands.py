"""Which commands there are: other names of the same, Greek letters, and what only arranges."""

from chunking.speakable.wordlists import word_set

# Other names of the same things.
ALIASES = {
    **{
        "le": "leq",
        "ge": "geq",
        "ne": "neq",
        "≤": "leq",
        "≥": "geq",
        "≠": "neq",
        "<=": "leq",
        ">=": "geq",
        "!=": "neq",
    },
    **{"leqslant": "leq", "geqslant": "geq", "≈": "approx", "∼": "sim", "≡": "equiv", "∝": "propto", "∈": "in"},
    **{"∉": "notin", "subseteq": "subset", "⊂": "subset", "⊆": "subset", "supseteq": "supset", "⊇": "supset"},
    **{
        "rightarrow": "to",
        "longrightarrow": "to",
        "→": "to",
        "->": "to",
        "⟶": "to",
        "longmapsto": "mapsto",
        "↦": "mapsto",
    },
    **{"gets": "leftarrow", "longleftarrow": "leftarrow", "←": "leftarrow", "longleftrightarrow": "leftrightarrow"},
    **{"Rightarrow": "implies", "Longrightarrow": "implies", "⇒": "implies", "=>": "implies", "Leftarrow": "impliedby"},
    **{
        "Leftrightarrow": "iff",
        "Longleftrightarrow": "iff",
        "⇔": "iff",
        "∴": "therefore",
        "rightsquigarrow": "leadsto",
    },
    **{"∑": "sum", "∏": "prod", "∫": "int", "√": "sqrt", "widehat": "hat", "overline": "bar", "widetilde": "tilde"},
    **{"overrightarrow": "vec", "dfrac": "frac", "tfrac": "frac", "cfrac": "frac", "sfrac": "frac", "nicefrac": "frac"},
    **{"dbinom": "binom", "tbinom": "binom", "stackrel": "overset", "ddagger": "dagger", "varlimsup": "limsup"},
    **{"varliminf": "liminf", "colon": ":", "lbrace": "{", "rbrace": "}", "lbrack": "[", "rbrack": "]", "vert": "|"},
    **{"Vert": "‖", "||": "‖", "lVert": "‖", "rVert": "‖", "lvert": "|", "rvert": "|", "qty": "SI", "unit": "si"},
    **{"operatorname*": "operatorname", "tag*": "tag", "nexist": "nexists", "vDash": "models", "complement": "lnot"},
    **{
        "smallsetminus": "setminus",
        "intercal": "top",
        "mathbbm": "mathbb",
        "Bbb": "mathbb",
        "⊥": "perp",
        "∥": "parallel",
    },
}
GREEK = word_set(
    "alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa varkappa lambda mu nu xi omicron pi "
    "varpi rho varrho sigma varsigma tau upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon "
    "Phi Psi Omega digamma"
)
# Only space, size or place.
SILENT = word_set(
    ", ; : ! > quad qquad thinspace medspace thickspace enspace enskip negthinspace space displaystyle textstyle "
    "scriptstyle scriptscriptstyle limits nolimits big Big bigg Bigg bigl Bigl biggl Biggl bigr Bigr biggr Biggr bigm "
    "Bigm biggm Biggm nonumber notag hline mathstrut strut phantom hphantom vphantom hspace hspace* vspace label color "
    "allowbreak nobreak relax hfill hfil noindent centering small large normalsize bf it rm sf tt boldmath @ / - "
)
