import { en } from './en';
import { fr } from './fr';
import type { Lexicon } from './lexicon';

/** The languages the built-in planner understands; the first is the default. */
export const lexicons: readonly Lexicon[] = [en, fr];
