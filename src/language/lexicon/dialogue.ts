import type { Language } from '../languages';
import { fold } from '../understanding/tokens';

/** What a word or two say by themselves to what is open, or to nobody. */
export type Sign = 'yes' | 'no' | 'drop' | 'thanks' | 'hello';

/** How people answer a question, pick from a list, refer back and give up: regular expressions over folded text. */
export interface DialogueLexicon {
  /** A whole message that is no request; the first that fits counts. */
  signs: readonly (readonly [RegExp, Sign])[];
  /** Of a list: each pattern with its place, from 1; -1 is the last. */
  places: readonly (readonly [RegExp, number])[];
  /** The one of a list that was not taken. */
  other: RegExp;
  /** Opens a sentence that changes only a part of what was asked before. */
  again: RegExp;
  /** Of these, what takes the one before back. */
  correct: RegExp;
  /** What opens such a sentence, in the sentence as written: the rest is what is new. */
  opening: RegExp;
  /** A few words that begin so add to a look of before. */
  addition: RegExp;
  /** “Annual” alone is no plan; a sentence with the rest in the place of `$REST` is. */
  plan: string;
  /** Wants a price as a quote for a customer. */
  quote: RegExp;
  /** Wants the public page as it is not published yet. */
  draft: RegExp;
  /** Words for someone spoken of before, in the sentence as written, and the same with `$NAME` said. */
  person: readonly (readonly [RegExp, string])[];
  /** Words for a product spoken of before, likewise. */
  thing: readonly (readonly [RegExp, string])[];
  /** The speaker, as an answer to “who?”. */
  self: RegExp;
  /** A whole message that asks to be spoken to in a language, which it names. */
  speakIn: RegExp;
  /** Someone whom only the speaker knows, in the sentence as written: the account has no such relations. */
  relation: RegExp;
}

/** Text is folded first: lower case, no accents, straight apostrophes. */
export const dialogueLexicons: Record<Language, DialogueLexicon> = {
  en: {
    signs: [
      [
        /^(?:(?:yes|yep|yeah|yup|sure|ok|okay|alright|all right|confirm|confirmed|i confirm|do it|do that|go ahead|go for it|please do|approve|approved|i approve|that's right|that's it|correct|agreed|fine|looks good|sounds good)(?: please| thanks| thank you)?\s*)+$/,
        'yes',
      ],
      [
        /^(?:(?:no|nope|nah|no thanks?|no thank you|don't|do not|don't do (?:it|that)|please don't|not now|rather not|reject|reject it)\s*)+$/,
        'no',
      ],
      [
        /^(?:please )?(?:cancel|never ?mind|forget (?:it|that|about it)|stop|abort|drop (?:it|that)|leave it|nothing|cancel (?:it|that|this))(?: please| thanks?)?$/,
        'drop',
      ],
      [
        /^(?:ok |great |perfect |super )?(?:thanks?|thank you|thx|cheers|many thanks|much appreciated)(?: (?:a lot|so much|very much|again|partner desk))?$/,
        'thanks',
      ],
      [/^(?:hi|hello|hey|good (?:morning|afternoon|evening))(?: (?:there|all|everyone|partner desk))?$/, 'hello'],
    ],
    places: [
      [/^(?:number |option )?(?:the )?(?:1st|first|one)(?: one)?$/, 1],
      [/^(?:number |option )?(?:the )?(?:2nd|second|two)(?: one)?$/, 2],
      [/^(?:number |option )?(?:the )?(?:3rd|third|three)(?: one)?$/, 3],
      [/^(?:number |option )?(?:the )?(?:4th|fourth|four)(?: one)?$/, 4],
      [/^(?:number |option )?(?:the )?(?:5th|fifth|five)(?: one)?$/, 5],
      [/^(?:number |option )?(?:the )?(?:6th|sixth|six)(?: one)?$/, 6],
      [/^(?:the )?last(?: one)?$/, -1],
    ],
    other:
      /^(?:no )?(?:not (?:this|that|him|her)(?: one)? )?(?:i (?:mean|meant) )?(?:the )?other(?: one)?(?: please)?$/,
    again:
      /^(?:and|or|what about|how about|make (?:it|that)|(?:the )?same(?: again)?(?: thing)?|instead|rather|no|sorry|i mean|i meant|actually|now)\b/,
    correct: /^(?:make (?:it|that)|instead|rather|no|sorry|i mean|i meant|actually)\b/,
    opening:
      /^\s*(?:(?:and|or|what about|how about|make (?:it|that)|(?:the )?same(?: again)?(?: thing)?|instead|rather|no|sorry|i meant?|actually|now)\b[\s,:;.]*)+/iu,
    addition: /^(?:in|for|on|with|per|only|at)\b/,
    plan: 'billed $REST',
    quote: /\b(?:quote|quotation)\b(?! (?:me|us)\b)/,
    draft: /\b(?:draft|unpublished)\b/,
    person: [
      [/\b(?:his|her|their) (?=\p{L})(?!please|now|again|back|today)/iu, '$NAME’s '],
      [/\b(?:hers|theirs)\b/i, 'the password of $NAME'],
      [/\b(?:him|her|them)\b/i, '$NAME'],
    ],
    thing: [[/\b(?:this one|that one|(?:this|that) product|it)\b/i, '$NAME']],
    self: /^(?:me|mine|my own|myself|for me|for myself|my password|my own password)$/,
    speakIn:
      /^(?:(?:please|can you|could you|would you|will you|do you|let's|i want you to|i'd like you to) )*(?:speak|talk|answer|reply|respond|write|switch)(?: to)?(?: me| us| with me| with us)?(?: in| to| into)? (\p{L}+)(?: (?:please|now|instead|from now on))*$/u,
    relation:
      /\b(?:my|our) (?:(?:line |direct )?manager|boss|supervisor|team ?lead(?:er)?|superior|colleague|co-?worker|team ?mate|assistant|deputy)\b/iu,
  },
  fr: {
    signs: [
      [
        /^(?:(?:oui|ouais|ok|d'accord|daccord|entendu|c'est bon|c'est ca|c'est exact|exact|parfait|confirmer?|confirmez|je confirme|vas-y|allez-y|fais-le|faites-le|valider?|validez|je valide|approuver?|approuvez|j'approuve|bien sur|volontiers)(?: merci| svp| stp| s'il (?:te|vous) plait)?\s*)+$/,
        'yes',
      ],
      [
        /^(?:(?:non|non merci|surtout pas|pas maintenant|ne (?:le )?fais(?: pas)? ca|refuser?|refusez|rejeter?|rejette|rejetez)\s*)+$/,
        'no',
      ],
      [
        /^(?:annule[rz]?(?: ca| tout)?|laisse[rz]?(?: tomber)?|oublie[rz]?(?: ca)?|stop|arrete[rz]?|tant pis|rien|abandonne[rz]?)(?: svp| merci| s'il (?:te|vous) plait)?$/,
        'drop',
      ],
      [
        /^(?:ok |super |parfait |genial )?(?:mille )?merci(?: (?:beaucoup|bien|a (?:toi|vous)|encore|partner desk))?$/,
        'thanks',
      ],
      [/^(?:bonjour|salut|bonsoir|coucou|hello)(?: (?:a tous|tout le monde|partner desk))?$/, 'hello'],
    ],
    places: [
      [/^(?:la |le |numero )?(?:1er|1re|1ere|premiere?|une?)$/, 1],
      [/^(?:la |le |numero )?(?:2e|2eme|deuxieme|seconde?|deux)$/, 2],
      [/^(?:la |le |numero )?(?:3e|3eme|troisieme|trois)$/, 3],
      [/^(?:la |le |numero )?(?:4e|4eme|quatrieme|quatre)$/, 4],
      [/^(?:la |le |numero )?(?:5e|5eme|cinquieme|cinq)$/, 5],
      [/^(?:la |le |numero )?(?:6e|6eme|sixieme|six)$/, 6],
      [/^(?:la |le )?(?:derniere?)$/, -1],
    ],
    other:
      /^(?:non )?(?:pas (?:elle|lui|celui-la|celle-la) )?(?:je (?:veux|voulais) dire )?(?:plutot )?l'autre(?: svp| s'il (?:te|vous) plait)?$/,
    again:
      /^(?:et|ou|plutot|(?:la )?meme(?: chose)?|pareil|idem|mets?(?:-en)?(?: en)?|mettez(?:-en)?(?: en)?|non|pardon|je (?:veux|voulais) dire|en fait|disons|finalement|maintenant)\b/,
    correct: /^(?:plutot|mets?(?:-en)?|mettez(?:-en)?|non|pardon|je (?:veux|voulais) dire|en fait|disons|finalement)\b/,
    opening:
      /^\s*(?:(?:et|ou|plut[oô]t|(?:la )?m[eê]me(?: chose)?|pareil|idem|mets?(?:-en)?|mettez(?:-en)?|non|pardon|je (?:veux|voulais) dire|en fait|disons|finalement|maintenant)(?![\p{L}\p{N}])[\s,:;.]*)+/iu,
    addition: /^(?:en|pour|sur|avec|par|seulement|a)\b/,
    plan: 'facturé $REST',
    quote: /\bdevis\b/,
    draft: /\b(?:brouillon|non publie)\b/,
    person: [
      [/-(?:le|la|lui|les|leur)\b/iu, ' $NAME'],
      [
        /\b(?:son|sa|ses|leurs?) ((?:mot de passe|nom|adresse|t[ée]l[ée]phone|r[ôo]les?|acc[èe]s|compte|poste))\b/iu,
        'le $1 de $NAME',
      ],
      [/\b(?:le sien|la sienne|les siens)\b/iu, 'le mot de passe de $NAME'],
    ],
    thing: [
      [/-(?:le|la)\b/iu, ' $NAME'],
      [/\b(?:celui|celle)-(?:ci|l[àa])\b|\bce produit\b/iu, '$NAME'],
    ],
    self: /^(?:moi|moi-meme|le mien|pour moi|mon mot de passe|le mien propre)$/,
    speakIn:
      /^(?:(?:s'il (?:te|vous) plait|tu peux|peux-tu|pourrais-tu|vous pouvez|pouvez-vous|pourriez-vous|est-ce que tu peux|tu|vous) )*(?:parle[rsz]?|parlez|reponds?|repondre|repondez|ecris?|ecrire|ecrivez|passe[rz]?|passons)(?:-moi|-nous)?(?: moi| nous)?(?: en| a l'| au)? ?(\p{L}+)(?: (?:s'il (?:te|vous) plait|stp|svp|merci|maintenant|desormais))*$/u,
    relation:
      /(?<![\p{L}\p{N}])(?:mon|ma|notre) (?:manager|responsable|chef(?:fe)?|patron(?:ne)?|sup[ée]rieure?(?: hi[ée]rarchique)?|coll[èe]gue|assistante?|adjointe?)(?![\p{L}\p{N}])/iu,
  },
};

/** Languages that people in a company are likely to ask for. */
const wellKnown = 'de es it pt nl pl ru uk ar zh ja ko tr ro cs sv da nb fi el hu he hi vi ca'.split(' ');

/** The language, BCP 47, that a whole message asks to be spoken to in, where it is none of ours; each text folded. */
export function readOtherLanguage(folded: string, language: Language): string | undefined {
  const asked = dialogueLexicons[language].speakIn.exec(folded)?.[1];
  if (asked === undefined) return undefined;
  const names = new Intl.DisplayNames([language], { type: 'language' });
  return wellKnown.find((code) => fold(names.of(code) ?? '') === asked);
}

/** Nobody says yes in more characters. */
const longestSign = 60;

/** What a whole message says by itself, in this language or in another one. */
export function readSign(folded: string, language: Language): { sign: Sign; language: Language } | undefined {
  if (folded.length > longestSign) return undefined;
  const others = (Object.keys(dialogueLexicons) as Language[]).filter((each) => each !== language);
  for (const each of [language, ...others]) {
    const [, sign] = dialogueLexicons[each].signs.find(([pattern]) => pattern.test(folded)) ?? [];
    if (sign) return { sign, language: each };
  }
  return undefined;
}
