/** The words of one language for a yes and a no, in the notation of `phrasePattern`. */
export interface Lexicon {
  /** Words that are read as others: `pls` as `please`. */
  readonly spellings: ReadonlyMap<string, readonly string[]>;
  /** Ends of words that are read as a word: `'s` as `is`. */
  readonly endings: readonly (readonly [ending: string, word: string])[];
  readonly classes: { readonly [name: string]: string };
  /** Assent by itself. */
  readonly yes: readonly string[];
  /** Assent that is also said to mere news: beside an acknowledgement or a farewell it is none. */
  readonly okay: readonly string[];
  /** Assent that thanks or a please turn into something else: "that's fine, thanks", "please confirm". */
  readonly softly: readonly string[];
  /** An instruction to go on, or to do exactly what was shown. */
  readonly instruction: readonly string[];
  /** A wish or a permission: counts only beside a yes. */
  readonly wish: readonly string[];
  /** Acknowledgement: counts for nothing, and fits only beside an instruction. */
  readonly acknowledgement: readonly string[];
  /** Farewells and reasons: they count for nothing, and fit beside an instruction or a plain yes. */
  readonly parting: readonly string[];
  /** Thanks and please. */
  readonly thanks: readonly string[];
  /** At the beginning it changes nothing; after a yes it is another's call. */
  readonly greeting: readonly string[];
  /** Courtesy, praise and fillers: they change neither a yes nor a no. */
  readonly courtesy: readonly string[];
  /** Haste and pictures of assent, which do not change a yes. */
  readonly urgency: readonly string[];
  /** Words that need a yes or an instruction after them. */
  readonly before: readonly string[];
  /** Words that need a yes, an instruction or a refusal before and after them. */
  readonly between: readonly string[];
  /** Words that need a yes or an instruction before them. */
  readonly after: readonly string[];
  readonly refusal: readonly string[];
  /** Words beside a refusal that change nothing. */
  readonly besideRefusal: readonly string[];
  /** Verbs that refuse when nothing else is meant by them: `cancel` at a return. */
  readonly refusingVerbs: readonly string[];
  /** The beginnings of a yes-or-no question before its verb. */
  readonly questions: readonly string[];
  /** Words that never belong to the name of a thing: they change what is said. */
  readonly changing: readonly string[];
  /** Small words that never belong to the name of a thing. */
  readonly joining: readonly string[];
  /** Small words inside the description of a thing. */
  readonly within: readonly string[];
  readonly numbers: readonly string[];
}
