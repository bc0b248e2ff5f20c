"""The table of TeX commands and what a reader sees for each."""

from bot.papers.wordlist import pairs, wordlist

_GREEK = pairs("""
    alpha α beta β gamma γ delta δ epsilon ε varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ
    varkappa ϰ lambda λ mu μ nu ν xi ξ omicron ο pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ upsilon
    υ phi φ varphi φ chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ
    Psi Ψ Omega Ω digamma ϝ
""")
_SIGNS = pairs("""
    times × cdot · pm ± mp ∓ div ÷ ast ∗ star ⋆ bigstar ★ bullet • circ ∘ leq ≤ le ≤ leqslant ≤ geq ≥ ge ≥
    geqslant ≥ neq ≠ ne ≠ approx ≈ sim ∼ simeq ≃ cong ≅ equiv ≡ propto ∝ doteq ≐ ll ≪ gg ≫ lesssim ≲ gtrsim ≳
    lessapprox ⪅ gtrapprox ⪆ prec ≺ succ ≻ to → rightarrow → longrightarrow → leftarrow ← gets ←
    leftrightarrow ↔ Rightarrow ⇒ Leftarrow ⇐ Leftrightarrow ⇔ iff ⇔ implies ⇒ mapsto ↦ hookrightarrow ↪
    uparrow ↑ downarrow ↓ nearrow ↗ searrow ↘ swarrow ↙ nwarrow ↖ leadsto ⇝ rightleftharpoons ⇌ xrightarrow →
    infty ∞ in ∈ notin ∉ ni ∋ subset ⊂ subseteq ⊆ subsetneq ⊊ supset ⊃ supseteq ⊇ cup ∪ cap ∩ bigcup ⋃ bigcap
    ⋂ setminus ∖ backslash ∖ emptyset ∅ varnothing ∅ forall ∀ exists ∃ nexists ∄ neg ¬ lnot ¬ wedge ∧ land ∧
    vee ∨ lor ∨ partial ∂ nabla ∇ sum ∑ prod ∏ coprod ∐ int ∫ iint ∬ oint ∮ oplus ⊕ otimes ⊗ ominus ⊖ odot ⊙
    bigoplus ⨁ bigotimes ⨂ ltimes ⋉ rtimes ⋊ wr ≀ perp ⊥ bot ⊥ top ⊤ parallel ∥ mid | vert | lvert | rvert |
    Vert ‖ lVert ‖ rVert ‖ langle ⟨ rangle ⟩ lceil ⌈ rceil ⌉ lfloor ⌊ rfloor ⌋ lbrace { rbrace } lbrack [
    rbrack ] angle ∠ triangle △ Box □ square □ blacksquare ■ diamond ⋄ dagger † dag † ddagger ‡ ddag ‡ prime ′
    ell ℓ hbar ℏ Re ℜ Im ℑ aleph ℵ wp ℘ imath ı jmath ȷ deg ° degree ° textdegree ° arcsec ″ arcmin ′ farcs ″
    micro µ textmu µ textmicro µ ohm Ω textohm Ω angstrom Å texttimes × textpm ± textminus − textendash –
    textemdash — textbar | textless < textgreater > textasciitilde ∼ textasciicircum ^ textunderscore _
    textregistered ® texttrademark ™ copyright © textcopyright © pounds £ euro € texteuro € yen ¥ S § P ¶
    checkmark ✓ ldots … dots … cdots ⋯ textellipsis … vdots ⋮ colon : lt < gt > And & models ⊨ vdash ⊢
    coloneqq ≔ because ∵ therefore ∴ trianglelefteq ⊴ preceq ⪯ succeq ⪰ asymp ≍ bowtie ⋈ sharp ♯ flat ♭
    natural ♮ sun ☉ astrosun ☉ earth ⊕ centerdot · nmid ∤ textquotedblleft “ textquotedblright ” textquoteleft
    ‘ textquoteright ’ LaTeX LaTeX TeX TeX Bbbk 𝕜 complement ∁ hslash ℏ intercal ⊺ lrcorner ⌟ over / dotsc … dotsb ⋯ mho
    ℧ eth ð
""")
LETTERS = pairs("""
    ss ß o ø O Ø l ł L Ł ae æ AE Æ oe œ OE Œ aa å AA Å i ı j ȷ dh ð DH Ð th þ TH Þ dj đ DJ Đ ng ŋ NG Ŋ
""")


SYMBOLS = _GREEK | _SIGNS | {"quad": " ", "qquad": " ", "space": " ", "newline": " ", "par": "\n\n"}

NAMES = wordlist("""
    log ln exp sin cos tan cot sec csc sinh cosh tanh arcsin arccos arctan min max sup inf lim limsup liminf arg
    det dim ker gcd hom Pr mod bmod lg argmin argmax tr rank sgn
""")

SPACES = dict.fromkeys(",;:>~\u00a0", "\u00a0") | dict.fromkeys(" \n\t\\", " ") | dict.fromkeys("!/-@", "")

SHOW = wordlist("""
    textbf textit textrm textsf texttt textsc textsl textup textmd textnormal text emph mathrm mathbf mathit
    mathsf mathtt mathcal mathfrak mathscr mathnormal mathbin mathrel mathop mathord boldsymbol bm pmb
    operatorname mbox hbox fbox ensuremath underline uline url path nolinkurl ce ch num unit si enquote
    textquote mathbbm frak title author smash widebar textsuperscript textsubscript section subsection
    paragraph underbrace overbrace texorpdfstring
""")
DROP = wordlist("""
    rm bf it em tt sc sf sl cal left right big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr
    middle displaystyle textstyle scriptstyle scriptscriptstyle limits nolimits noindent centering xspace
    nonumber notag normalfont bfseries itshape ttfamily scshape sffamily rmfamily upshape tiny small large Large
    LARGE huge Huge normalsize footnotesize scriptsize maketitle smallskip medskip bigskip hfill vfill null
    relax hskip unboldmath boldmath allowbreak linebreak nobreak nolinebreak leavevmode mathstrut strut protect
""")
DROP_WITH_ARGUMENT = wordlist("""
    label vspace hspace tag vphantom hphantom phantom color vskip end bibliographystyle bibliography
    nocite thispagestyle pagestyle setcounter index
""")
WITH_TWO = wordlist("""
    frac tfrac dfrac nicefrac sfrac cfrac binom tbinom dbinom href textcolor colorbox SI qty ion stackrel overset
    underset raisebox scalebox resizebox foreignlanguage
""")
CITE = wordlist("""
    cite citep citet citealt citealp citeauthor citeyear citeyearpar parencite textcite autocite cites
    onlinecite citenum Cite footcite ref eqref cref Cref autoref pageref
""")
ACCENTS = {
    mark: chr(code)
    for mark, code in zip(
        "'`^\"~=.vcHkrudb",
        (0x301, 0x300, 0x302, 0x308, 0x303, 0x304, 0x307, 0x30C, 0x327, 0x30B, 0x328, 0x30A, 0x306, 0x323, 0x331),
        strict=True,
    )
}
MATH_ACCENTS = {
    name: chr(int(code, 16))
    for name, code in pairs("""
    hat 302 widehat 302 bar 304 overline 304 tilde 303 widetilde 303 vec 20d7 overrightarrow 20d7 dot 307 Dot 307
    ddot 308 check 30c breve 306 acute 301 grave 300 mathring 30a
""").items()
}
DOUBLE_STRUCK = dict(zip("CHNPQRZABDEFGIJKLMOSTUVWXY1", "ℂℍℕℙℚℝℤ𝔸𝔹𝔻𝔼𝔽𝔾𝕀𝕁𝕂𝕃𝕄𝕆𝕊𝕋𝕌𝕍𝕎𝕏𝕐𝟙", strict=True))
RAISED = dict(
    zip(
        "0123456789+-−=()abcdefghijklmnoprstuvwxyzTβγδθφχ",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᵀᵝᵞᵟᶿᵠᵡ",
        strict=True,
    )
)
LOWERED = dict(zip("0123456789+-−=()aehijklmnoprstuvxβγρφχ", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ", strict=True))
ATTACHED = frozenset("*∗†‡′″⊤⊥⊙☉°⋆")
