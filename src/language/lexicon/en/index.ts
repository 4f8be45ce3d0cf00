import { joinPhrases, type Lexicon } from '../lexicon';
import { actions } from './actions';
import { cues } from './cues';
import { entities } from './entities';
import { everydayWords, foreignWords, functionWords, tellTale } from './grammar';
import { forms } from './forms';
import { idioms } from './idioms';
import { macros, patterns } from './patterns';
import { questions } from './questions';
import { objects } from './objects';
import { shorthand } from './shorthand';
import { slang, slangOfOperations, slangWords } from './slang';
import { spellings } from './spellings';
import { turns, turnsOfOperations } from './turns';

/** English. */
export const en: Lexicon = {
  language: 'en',
  comparison: { comparing: 'compare comparing comparison versus vs', joining: 'and or with to versus vs that of the' },
  endings: [
    ['ications', 'y'],
    ['ingly', ''],
    ['ies', 'y'],
    ['ied', 'y'],
    ['sses', 'ss'],
    ['shes', 'sh'],
    ['ches', 'ch'],
    ['xes', 'x'],
    ['zes', 'z'],
    ['ees', 'ee'],
    ['ee', 'ee'],
    ["'s", ''],
    ['ing', ''],
    ['ed', ''],
    ['ss', 'ss'],
    ['us', 'us'],
    ['is', 'is'],
    ['s', ''],
    ['e', ''],
  ],
  forms,
  spellings,
  doneEndings: ['ed'],
  infinitiveEndings: [],
  commonEndings: [
    'ally',
    'tion',
    'tions',
    'sion',
    'sions',
    'ness',
    'ment',
    'ments',
    'able',
    'ible',
    'ism',
    'ity',
    'ities',
    'ship',
    'ously',
    'ically',
  ],
  narrativeEndings: ['s'],
  doneWords: `reset, set, put, taken, took, given, gave, undone, lost, left, gone, went, sent, made, done, did, seen, shown, cut, got, hidden, hid, forgot, forgotten, brought, kept, unstuck, withdrew, withdrawn, rose, risen, fell, fallen, let, shut, thrown, threw, froze, frozen, unfroze, unfrozen, wrote, written, read, told, found`,
  tellTaleLetters: '',
  notFollows: false,
  doneIsNoCommand: false,
  sounds: [
    ['ph', 'f'],
    ['ck', 'k'],
    ['sch', 'sk'],
    ['kn', 'n'],
    ['wr', 'r'],
    ['gh', 'g'],
    ['qu', 'k'],
    ['c', 'k'],
    ['z', 's'],
    ['y', 'i'],
    ['ie', 'i'],
    ['ei', 'i'],
    ['ea', 'i'],
    ['ee', 'i'],
    ['ou', 'u'],
    ['oo', 'u'],
  ],
  functionWords,
  tellTale,
  everydayWords: `${everydayWords}, ${slangWords}`,
  foreignWords,
  joints: 'and then, and also, and after that, and, then, also, plus',
  macros,
  concepts: joinPhrases(actions, objects, cues, patterns, turns, shorthand, slang),
  idioms: joinPhrases(idioms, questions, turnsOfOperations, slangOfOperations),
  rolePlurals: `admins, administrators, agents, viewers, readers, managers, reps`,
  ...entities,
  dayFirst: true,
};
