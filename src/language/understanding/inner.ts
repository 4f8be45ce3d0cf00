import { actions } from './moods';
import { changing } from './operation-slots';
import { matchRules, type Candidate } from './match-rules';
import type { Reading } from './reading';

/** Operations that are asked about another: "how do I block someone", "may Marie import prices", "who reset passwords". */
export type Frame = 'help' | 'permissions.show' | 'audit.show';

const FRAME_FACTS =
  /^(?:byWhom|is:any|approve|how|whoDid|whoCan|personCan|selfCan|generic|deedNoun|youCan|everyone|helpWord|command|allowed|canDo|right|who|deed|can|cannot|why|show|what|which|purpose|me|my|#self|user|modal|need|want|get|signIn|audit|changed|#since|latest|noLonger|idiom:(?:help|permissions\.show|audit\.show|users\.show|users\.list|roles\.list|prices\.changes|requests\.list))$/;

/** How surely the sentence asks about another operation instead of asking for it. */
export function frameStrength(frame: Frame, reading: Reading): number {
  const has = (fact: string): boolean => reading.facts.has(fact);
  if (frame === 'help') {
    const opens =
      (reading.facts.get('helpWord') ?? []).some((at) => at < 2) && !has('#role') && !has('#person') && !has('#self');
    return has('how') && !has('why') ? 0.98 : opens ? 0.96 : 0;
  }
  if (frame === 'permissions.show') {
    if ((has('whoGrants') || (has('whoCan') && (has('give') || has('assign')))) && has('#role')) return 0;
    if (has('idiom:permissions.show')) return 0.96;
    if (has('cannot') && (has('why') || (has('#question') && (has('allowed') || has('right'))))) return 0.96;
    if (has('whoCan') && has('signIn') && has('account')) return 0;
    if (has('whoCan')) return 0.96;
    if (has('selfCan')) return 0.95;
    if (has('personCan') && !(has('get') && has('#role'))) return 0.93;
    if (has('#role') && !has('#person') && !has('#self')) return 0;
    return has('allowed') && (has('is') || has('become')) ? 0.93 : 0;
  }
  if (asksApart(reading) || reading.strong.has('integrity') || has('idiom:audit.verify')) return 0;
  if (has('audit') && has('was:any') && has('#sure') && has('#question')) return 0.95;
  if (has('whoDid') || (has('was:any') && has('deed'))) return 0.95;
  if (has('byWhom') && (has('was:any') || has('is:any'))) return 0.95;
  const asked = (has('which') || has('what')) && (has('was:any') || has('is:any')) && (has('#since') || has('latest'));
  if (asked && !has('price') && !has('priceSheet') && !has('#product') && !has('offer')) return 0.95;
  const aboutPrices = ['price', 'priceSheet', 'offer', 'undo', 'subscribe', 'export', 'verify'].some(has);
  const told = ['show', 'display', 'which', 'audit', 'latest', '#since'].some(has);
  if (has('deedNoun') && told && !aboutPrices) return 0.95;
  return has('deed') && has('who') ? 0.93 : 0;
}

/** "Guess who got promoted! Change Inès' job title": the telling has its own clause, the request another. */
function asksApart(reading: Reading): boolean {
  const tells = new Set((reading.facts.get('whoDid') ?? []).map((at) => reading.clauses[at]));
  const { tokens, compiled } = reading;
  return [...reading.moods].some(
    ([mark, mood]) =>
      mood === 'live' &&
      actions.has(mark.concept) &&
      mark.concept !== 'export' &&
      tells.size > 0 &&
      !tells.has(reading.clauses[mark.start]) &&
      !mark.tokens.some((at) => compiled.isDone(tokens[at]?.raw ?? '', tokens[at]?.low ?? '')),
  );
}

/** What the frame is asked about: the best reading of the rest of the sentence that names an act. */
export function readInner(reading: Reading, frames: readonly Frame[]): Candidate | undefined {
  const ofTrail = frames.includes('audit.show');
  const least = ofTrail ? 0.7 : 0.5;
  const facts = new Map<string, readonly number[]>();
  const refused = new Set(['cannot', 'not', 'noLonger'].flatMap((fact) => reading.facts.get(fact) ?? []));
  for (const [fact, tokens] of reading.facts) {
    if (/^(?:block|unpublish|unsubscribe)$/.test(fact) && tokens.some((at) => refused.has(at))) continue;
    if (/^(?:was|is|not):/.test(fact)) {
      if (fact !== 'was:any' && !fact.endsWith(':approve')) facts.set(fact.replace(/^(?:was|is|not):/, ''), tokens);
    } else if (!FRAME_FACTS.test(fact) && !/^#(?:person|name|sure|named)$/.test(fact)) facts.set(fact, tokens);
  }
  for (const kept of ['user', 'signIn', 'audit'] as const) {
    const tokens = reading.facts.get(kept);
    if (tokens) facts.set(kept, tokens);
  }
  const someone = facts.get('someone') ?? (reading.facts.has('#sure') ? reading.facts.get('#person') : undefined);
  if (someone) facts.set('#someone', someone);
  if (ofTrail && reading.facts.has('deedNoun') && !facts.has('#someone')) facts.set('#someone', []);
  const strong = new Set([...reading.strong].map((fact) => fact.replace(/^(?:was|is|not):/, '')));
  const found = matchRules({ facts, strong }).filter(
    (one) =>
      one.operation !== 'help' && one.operation !== 'permissions.show' && !(ofTrail && one.operation === 'audit.show'),
  );
  const acts = found.filter(
    (one) => one.score >= least && one.rule.groups.flat().some((fact) => facts.has(fact) && !fact.startsWith('#')),
  );
  return acts.find((one) => changing.has(one.operation) && one.score >= 0.8) ?? acts[0];
}
