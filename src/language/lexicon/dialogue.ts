import type { Language } from '../languages';

/** How people answer a question, pick from a list, refer back and give up: regular expressions over folded text. */
export interface DialogueLexicon {
  /** Gives up what was asked. */
  drop: RegExp;
  /** Of a list: each pattern with its place, from 1; -1 is the last. */
  places: readonly (readonly [RegExp, number])[];
  /** The one of a list that was not taken. */
  other: RegExp;
  /** Opens a sentence that changes only a part of what was asked before. */
  again: RegExp;
  /** Wants a price as a quote for a customer. */
  quote: RegExp;
  /** Words for someone spoken of before, in the sentence as written, and the same with `$NAME` said. */
  person: readonly (readonly [RegExp, string])[];
  /** Words for a product spoken of before, likewise. */
  thing: readonly (readonly [RegExp, string])[];
}

/** Text is folded first: lower case, no accents, straight apostrophes. */
export const dialogueLexicons: Record<Language, DialogueLexicon> = {
  en: {
    drop: /^(?:cancel|never ?mind|forget (?:it|that)|stop|drop (?:it|that)|leave it|no thanks?|nothing)(?: please| thanks?)?$/,
    places: [
      [/^(?:the )?(?:1st|first)(?: one)?$/, 1],
      [/^(?:the )?(?:2nd|second)(?: one)?$/, 2],
      [/^(?:the )?(?:3rd|third)(?: one)?$/, 3],
      [/^(?:the )?(?:4th|fourth)(?: one)?$/, 4],
      [/^(?:the )?(?:5th|fifth)(?: one)?$/, 5],
      [/^(?:the )?(?:6th|sixth)(?: one)?$/, 6],
      [/^(?:the )?last(?: one)?$/, -1],
    ],
    other: /^(?:no )?(?:i (?:mean|meant) )?(?:the )?other(?: one)?$/,
    again:
      /^(?:and|or|what about|how about|make (?:it|that)|(?:the )?same(?: again)?(?: thing)?|instead|rather|no|i mean|actually|now)\b/,
    quote: /\b(?:quote|quotation)\b(?! (?:me|us)\b)/,
    person: [
      [/\b(?:his|her|their) (?=\p{L})(?!please|now|again|back|today)/iu, '$NAME’s '],
      [/\b(?:hers|theirs)\b/i, 'the password of $NAME'],
      [/\b(?:him|her|them)\b/i, '$NAME'],
    ],
    thing: [[/\b(?:this one|that one|(?:this|that) product|it)\b/i, '$NAME']],
  },
  fr: {
    drop: /^(?:annule[rz]?(?: ca| tout)?|laisse(?:z)?(?: tomber)?|oublie(?:z)?(?: ca)?|stop|tant pis|non merci|rien|abandonne[rz]?)(?: svp| merci| s'il (?:te|vous) plait)?$/,
    places: [
      [/^(?:la |le )?(?:1er|1re|1ere|premiere?)$/, 1],
      [/^(?:la |le )?(?:2e|2eme|deuxieme|seconde?)$/, 2],
      [/^(?:la |le )?(?:3e|3eme|troisieme)$/, 3],
      [/^(?:la |le )?(?:4e|4eme|quatrieme)$/, 4],
      [/^(?:la |le )?(?:5e|5eme|cinquieme)$/, 5],
      [/^(?:la |le )?(?:6e|6eme|sixieme)$/, 6],
      [/^(?:la |le )?(?:derniere?)$/, -1],
    ],
    other: /^(?:non )?(?:je (?:veux|voulais) dire )?(?:l'autre|plutot l'autre)$/,
    again:
      /^(?:et|ou|plutot|(?:la )?meme(?: chose)?|pareil|idem|mets?(?: en)?|non|je veux dire|en fait|disons|finalement|maintenant)\b/,
    quote: /\bdevis\b/,
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
  },
};
