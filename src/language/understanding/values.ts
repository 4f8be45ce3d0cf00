import { CODE } from './facts';
import type { Reading } from './reading';
import { range } from './tokens';
import type { Mark } from './marks';

type Setter = (slot: string, value: string | number | undefined, tokens: Iterable<number>) => void;

const POLITE_END =
  /[\s,;.!?]*(?:,?\s*\b(?:please|pls|plz|thanks|thank you|thx|cheers|maintenant|dorénavant|à présent|merci(?: d'avance| bien| beaucoup)?|svp|stp|s'il (?:vous|te) pla[iî]t|if possible|si possible|je vous prie|instead|now|désormais)\b[\s,;.!?]*)+$/iu;
/** A further request behind the value, or its reason: ", can you fix that", ", she got married". */
const NEXT_REQUEST =
  /[,;.]\s+(?:she|he|they|we|because|since|elle|il|ils|elles|on|car|parce|plz|pls|kindly|prière|priere|veuillez|merci|please|can you|could you|would you|will you|pourriez|pourrais|pouvez|peux|tu peux|fix|update|correct|change|corrige|modifie|mets|mettez|il faut|faut|thanks|instead|rather|at last)(?![\p{L}]).*$/isu;
/** What it was: "n'est plus Comptable mais Directrice". */
const NO_LONGER = /^(?:plus|pas|not|no longer)(?![\p{L}]).*?(?<![\p{L}])(?:mais|but)\s+/isu;
/** What tells of somebody in a clause of its own: ", he moved to another team". */
const ASIDE = /[,;.]\s+(?:she|he|they|i|we|it|elle|il|ils|elles|on|je|nous|because|since|as|car|parce)(?![\p{L}])/iu;
/** A value in quotation marks of one stroke, which apostrophes look like. */
const SINGLE_QUOTED = /(?<=^|[\s:])'([^']{2,}|[^']+'[^' ][^']*)'(?=[\s.,;!?]|$)/u;
const PROFILE_FIELDS: Record<string, string> = {
  'profile.edit':
    'website phone email description address companyName vatNumber poNumber iban bic city postalCode country firstName lastName name',
  'users.edit': 'name email phone jobTitle language',
  'business-profile.edit': 'website phone email description logo industry linkedin name address',
};

/** Reads which field is to change and what it is to become. */
export function readValue(operation: string, reading: Reading, set: Setter): void {
  const fields = new Set((PROFILE_FIELDS[operation] ?? '').split(' '));
  const marks = reading.marks.filter((mark) => mark.concept.startsWith('field:') && fields.has(mark.concept.slice(6)));
  const typed = valueToken(operation, reading);
  const other =
    operation === 'users.edit' &&
    typed &&
    marks.length > 0 &&
    !marks.some((mark) => mark.concept === `field:${typed.field}`);
  const token = other ? undefined : typed;
  const field = pickField(marks, token?.field, reading);
  if (field) set('field', field.concept.slice(6), field.tokens);
  if (token) {
    if (!field && token.field) set('field', token.field, [token.at]);
    set('value', reading.tokens[token.at]?.text, [token.at]);
    return;
  }
  if (!field) {
    const became = operation === 'users.edit' ? restBefore(reading) : undefined;
    if (became) {
      set('field', 'jobTitle', []);
      set('value', became.text, became.tokens);
    }
    return;
  }
  if (/^field:(?:website|phone|email)$/.test(field.concept)) return;
  const rest =
    languageOf(reading, field) ?? asField(reading, field) ?? restAfter(reading, field) ?? restBefore(reading, field);
  if (!rest) return;
  const isLanguage = field.concept === 'field:language';
  set('value', isLanguage ? rest.text.replace(/^(?:l['’]|the |le )/iu, '') : unquote(rest.text), rest.tokens);
}

function unquote(value: string): string {
  return /^(?:'.*'|‘.*’|".*"|“.*”|«.*»)$/su.test(value) ? value.slice(1, -1).trim() : value;
}

function pickField(marks: readonly Mark[], kind: string | undefined, reading: Reading): Mark | undefined {
  const order = [...marks].sort(
    (one, other) => other.end - other.start - (one.end - one.start) || one.start - other.start,
  );
  const title = reading.facts.has('title') ? undefined : order[0];
  return (
    order.find((mark) => mark.concept === `field:${kind ?? ''}`) ??
    order.find((mark) => !/field:(?:website|email)$/.test(mark.concept) || !kind) ??
    title ??
    order[0]
  );
}

/** An address, link or number is the value by itself; an address may be the user's where another follows. */
function valueToken(operation: string, reading: Reading): { at: number; field?: string } | undefined {
  const found: { at: number; field?: string }[] = [];
  reading.tokens.forEach((token, at) => {
    if (token.kind === 'url') found.push({ at, field: 'website' });
    if (token.kind === 'phone') found.push({ at, field: 'phone' });
    if (token.kind === 'email') found.push({ at, field: 'email' });
    if (operation === 'profile.edit' && CODE.test(token.low))
      found.push({ at, field: token.low.length >= 15 ? 'iban' : 'vatNumber' });
  });
  if (operation === 'users.edit') {
    const phone = found.find((one) => one.field === 'phone');
    if (phone) return phone;
    const emails = found.filter((one) => one.field === 'email');
    const named = reading.people.some((person) => person.kind !== 'email') || reading.facts.has('my');
    return emails.length > 1 || (named && emails.length) ? emails[emails.length - 1] : undefined;
  }
  return found[found.length - 1];
}

/** What stands after "to", "is now", ":", "par", "en", … behind the field. */
function restAfter(reading: Reading, field: Mark): { text: string; tokens: number[] } | undefined {
  const { tokens, text, marks } = reading;
  const quoted = tokens.flatMap((token, at) => (token.quoted && token.kind !== 'mark' ? [at] : []));
  const first = tokens[quoted[0] ?? -1];
  const last = tokens[quoted[quoted.length - 1] ?? -1];
  if (first && last) return { text: text.slice(first.start, last.end), tokens: quoted };
  const single = SINGLE_QUOTED.exec(text);
  if (single?.[1] && single.index >= (tokens[field.end - 1]?.end ?? 0)) {
    const inside = tokens.flatMap((token, at) => (token.start > single.index ? [at] : []));
    return { text: single[1], tokens: inside };
  }
  const person = reading.people.filter((one) => one.start >= field.end);
  const cues = marks
    .filter((mark) => mark.concept === 'valueIs' && mark.start >= field.end)
    .sort((one, other) => one.start - other.start || other.end - one.end);
  const asField = marks.some((mark) => mark.concept === 'asRole' && mark.end === field.start);
  const cue =
    cues.find(
      (mark) =>
        !person.some(
          (one) =>
            one.start === mark.end &&
            tokens[mark.start]?.low === 'a' &&
            (cues.length > 1 || asField) &&
            !reading.people.some((other) => other.end <= mark.start),
        ) &&
        !/^(?:de|le|la)$/.test(tokens[mark.start]?.low ?? '') &&
        !ASIDE.test(text.slice(tokens[field.end - 1]?.end, tokens[mark.start]?.start)) &&
        (tokens[mark.start]?.low !== 'by' || /replac/i.test(text)) &&
        (tokens[mark.start]?.low !== 'pour' || tokens[mark.end]?.capital === true) &&
        !marks.some((other) => other.start === mark.end && NO_VALUE.test(other.concept)),
    ) ?? undefined;
  if (!cue && !isTitle(reading, field)) return undefined;
  if (cue && isComplaint(reading, field, cue)) return undefined;
  let start = cue?.end ?? field.end;
  for (let next = cues.find((mark) => mark.start === start); next; next = cues.find((mark) => mark.start === start))
    start = next.end;
  const from = tokens[start];
  const end = tokens[tokens.length - 1];
  if (!from || !end) return undefined;
  const value = text
    .slice(from.start, text.length)
    .replace(NO_LONGER, '')
    .replace(NEXT_REQUEST, '')
    .replace(POLITE_END, '')
    .replace(/[\s,;.!?]+$/u, '')
    .trim();
  const rest = range(start, tokens.length);
  return value && !isEmpty(reading, rest) ? { text: value, tokens: rest } : undefined;
}

/** "Our description is awful, I have to rewrite it": what it is like, not what it is to be. */
function isComplaint({ marks, moods, clauses }: Reading, field: Mark, cue: Mark): boolean {
  return (
    field.concept === 'field:description' &&
    marks.some((mark) => mark.concept === 'is' && mark.start === cue.start && mark.end === cue.end) &&
    [...moods.keys()].some(
      (mark) => mark.concept === 'edit' && mark.start >= cue.end && clauses[mark.start] !== clauses[cue.start],
    )
  );
}

/** "Make his title Cloud Consultant": a job title that stands right behind its field, in capitals. */
function isTitle({ tokens, people }: Reading, field: Mark): boolean {
  const next = tokens[field.end];
  return (
    field.concept === 'field:jobTitle' &&
    next?.kind === 'word' &&
    next.capital &&
    !people.some((one) => one.start === field.end)
  );
}

/** "Put CFO as the job title for Sarah": the value stands between the verb and the field. */
function asField(reading: Reading, field: Mark): { text: string; tokens: number[] } | undefined {
  const { tokens, marks, text } = reading;
  const as = marks.find((mark) => mark.concept === 'asRole' && mark.end <= field.start && field.start - mark.end < 2);
  const verb = marks
    .filter((mark) => as && /^(?:put|edit|add)$/.test(mark.concept) && mark.tokens[mark.tokens.length - 1]! < as.start)
    .sort((one, other) => other.tokens[0]! - one.tokens[0]!)[0];
  if (!as || !verb) return undefined;
  const own = range(verb.start + 1, as.start).filter(
    (at) => !reading.people.some((one) => one.kind !== 'name' && at >= one.start && at < one.end),
  );
  const first = tokens[own[0] ?? -1];
  const last = tokens[own[own.length - 1] ?? -1];
  return first && last ? { text: text.slice(first.start, last.end), tokens: own } : undefined;
}

/** "Awa wants her messages in English, change her language". */
function languageOf(reading: Reading, field: Mark): { text: string; tokens: number[] } | undefined {
  if (field.concept !== 'field:language') return undefined;
  const spoken = reading.marks.filter((mark) => mark.concept.startsWith('language:'));
  const [first] = spoken;
  const from = reading.tokens[first?.start ?? -1];
  const to = reading.tokens[(first?.end ?? 0) - 1];
  if (!first || !from || !to || spoken.some((mark) => mark.concept !== first.concept)) return undefined;
  return { text: reading.text.slice(from.start, to.end), tokens: [...first.tokens] };
}

/** "Awa was promoted to sales director, change her title": the value stands in the clause before. */
function restBefore(reading: Reading, field?: Mark): { text: string; tokens: number[] } | undefined {
  if (field && !/^field:(?:jobTitle|name)$/.test(field.concept)) return undefined;
  const { tokens, clauses, text } = reading;
  const cue = reading.marks
    .filter(
      (mark) =>
        mark.concept === 'became' &&
        (!field || (mark.end < field.start && clauses[mark.start] !== clauses[field.start])),
    )
    .sort((one, other) => one.start - other.start || other.end - one.end)[0];
  if (!cue) return undefined;
  const own = range(cue.end, field?.start ?? tokens.length).filter((at) => clauses[at] === clauses[cue.start]);
  const first = tokens[own[0] ?? -1];
  const last = tokens[own[own.length - 1] ?? -1];
  return first && last ? { text: text.slice(first.start, last.end), tokens: own } : undefined;
}

const NO_VALUE = /^(?:edit|fix|wrongValue|please|modal|can|ifPolite)$/;

/** "is wrong, fix it" and "has changed, I need to update it" give no new value. */
function isEmpty(reading: Reading, rest: readonly number[]): boolean {
  const said = new Set(reading.marks.filter((mark) => NO_VALUE.test(mark.concept)).flatMap((mark) => mark.tokens));
  return rest.every((at) => {
    const token = reading.tokens[at];
    return !token || token.kind === 'mark' || said.has(at) || reading.words[at]!.isFunction;
  });
}
