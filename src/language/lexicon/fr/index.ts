import { joinPhrases, type Lexicon } from '../lexicon';
import { actions } from './actions';
import { cues } from './cues';
import { entities } from './entities';
import { everydayWords, foreignWords, functionWords, tellTale } from './grammar';
import { forms } from './forms';
import { idioms } from './idioms';
import { macros, patterns } from './patterns';
import { questions } from './questions';
import { registerIdioms, registers } from './registers';
import { objects } from './objects';
import { everydayMatters } from './other-matters';
import { spellings } from './spellings';
import { everydayIdioms, everydayTurns, otherMatters } from './turns';

/** Français. */
export const fr: Lexicon = {
  language: 'fr',
  comparison: {
    comparing: 'compare comparer comparez comparons comparaison comparatif versus vs',
    joining: 'et ou avec a au contre versus vs le la les l de du celui',
  },
  endings: [
    ['issements', '', 4],
    ['issement', '', 4],
    ['issaient', '', 4],
    ['eraient', ''],
    ['issons', '', 4],
    ['issent', '', 4],
    ['erions', ''],
    ['issez', '', 4],
    ['isses', '', 4],
    ['erait', ''],
    ['erais', ''],
    ['erons', ''],
    ['eront', ''],
    ['eriez', ''],
    ['aient', ''],
    ['isse', '', 4],
    ['tions', 'tion'],
    ['sions', 'sion'],
    ['irai', '', 4],
    ['erez', ''],
    ['eras', ''],
    ['erai', ''],
    ['ions', '', 4],
    ['ira', '', 4],
    ['iez', '', 4],
    ['era', ''],
    ['ees', ''],
    ['ait', ''],
    ['ais', ''],
    ['ant', ''],
    ['ons', ''],
    ['ent', ''],
    ['aux', 'al'],
    ['ir', '', 4],
    ['ez', ''],
    ['er', ''],
    ['ee', ''],
    ['es', ''],
    ['s', ''],
    ['x', 'x'],
    ['e', ''],
  ],
  forms,
  spellings,
  doneEndings: ['é', 'ée', 'és', 'ées'],
  infinitiveEndings: ['er', 'ir', 'oir', 'dre', 'tre', 'ire'],
  narrativeEndings: [],
  doneWords: `mis, mise, pris, prise, fait, faite, vu, vue, perdu, perdue, revu, ouvert, ouverte, rétabli, rétablie, inscrit, inscrite, suspendu, suspendue, promu, promue, défait, défaite, retenu, rendu, sorti, sortie, remis, reçu, reçue, descendu, descendue, interdit, interdite`,
  tellTaleLetters: 'àâçéèêëîïôùûœ',
  notFollows: true,
  doneIsNoCommand: true,
  sounds: [
    ['eau', 'o'],
    ['au', 'o'],
    ['ph', 'f'],
    ['qu', 'k'],
    ['ch', 'S'],
    ['ck', 'k'],
    ['ce', 'se'],
    ['ci', 'si'],
    ['c', 'k'],
    ['z', 's'],
    ['y', 'i'],
    ['ai', 'e'],
    ['ei', 'e'],
    ['an', 'en'],
    ['am', 'en'],
    ['em', 'en'],
    ['h', ''],
  ],
  functionWords,
  tellTale,
  everydayWords,
  foreignWords: `${foreignWords}, ${otherMatters}, ${everydayMatters}`,
  joints: 'et puis, et ensuite, et aussi, puis, ensuite, et',
  macros,
  concepts: joinPhrases(actions, objects, cues, patterns, everydayTurns, registers),
  idioms: joinPhrases(idioms, questions, everydayIdioms, registerIdioms),
  rolePlurals: `admins, administrateurs, administratrices, agents, agentes, lecteurs, lectrices, vendeurs, utilisateurs des, utilisateurs, utilisatrices, gestionnaires, observateurs, responsables`,
  ...entities,
  dayFirst: true,
};
