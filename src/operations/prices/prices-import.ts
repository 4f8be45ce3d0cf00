import { z } from 'zod';
import {
  looksLikePriceSheet,
  looksLikePromotions,
  PriceSheetError,
  type PriceSheetPreview,
  type PriceSheetSummary,
  type StagedSheet,
} from '../../prices/price-sheets';
import { defineChange, problem, type Context, type Intake, type Problem, type Proposal, type View } from '../operation';
import { sayFault } from './sheet-faults';
import { describeSheet, warnOfSheet } from './sheet-preview';

/** A price sheet, or a list of promotions, as it is dropped into the chat: too large for a slot, it is kept aside. */
const sheetIntake: Intake = {
  recognises: ({ bytes }) => looksLikePriceSheet(bytes) || looksLikePromotions(bytes),
  slots: async ({ name, bytes }, uploads) => ({ sheet: { file: name, upload: await uploads.keep(bytes) } }),
};

const sheetSchema = z.object({
  file: z.string().max(400),
  upload: z.uuid(),
  /** For which country a list that names none is taken in: the account's own, when it was dropped. */
  market: z.string().length(2).optional(),
});
type DroppedSheet = z.output<typeof sheetSchema>;

/** How much of what came by itself is told. */
const shownOffered = 3;

/** What was agreed to, in numbers: another outcome is none that anybody agreed to. */
const countsSchema = z.object({
  added: z.number(),
  changed: z.number(),
  removed: z.number(),
  unchanged: z.number(),
  renamed: z.number(),
});
const dataSchema = z.object({ sheet: sheetSchema, counts: countsSchema });

/**
 * Takes in a price sheet that was dropped into the chat: what it would change is worked out first and shown; agreed to, it is
 * taken in whole, in one transaction with the audit entry, or not at all.
 */
export const pricesImport = defineChange({
  id: 'prices.import',
  group: 'prices',
  icon: '📥',
  risk: 'change',
  right: 'prices.import',
  audience: 'personal',
  // The first sheet changes no price: what it lists is the news.
  next({ data }) {
    const counts = dataSchema.safeParse(data).data?.counts;
    return { operation: counts && counts.changed + counts.removed > 0 ? 'prices.changes' : 'catalog.show', slots: {} };
  },
  slots: z.object({
    /** Of the intake alone. */
    sheet: sheetSchema.optional(),
  }),
  intake: sheetIntake,

  async propose(context, { sheet }) {
    if (!sheet) return await tellHow(context);
    const proposed = await proposeSheet(context, { ...sheet, market: context.organization.country });
    if (proposed.kind === 'problem') await context.uploads.forget(sheet.upload);
    return proposed;
  },

  verify: () => Promise.resolve(undefined),

  async stage(ports, { data }) {
    const { sheet } = dataSchema.parse(data);
    try {
      return (await stageSheet(ports, sheet)) ?? problem('sheet-gone');
    } catch (error) {
      if (!(error instanceof PriceSheetError)) throw error;
      return problem('sheet-gone');
    }
  },

  async perform(effect, { data }) {
    const { counts } = dataSchema.parse(data);
    const summary = await effect.takeInSheet();
    const isAsAgreed = summary.tookPart === 'imported' && sameCounts(counts, summary);
    return isAsAgreed ? {} : problem('sheet-differs');
  },
});

/** Reads the sheet aside; undefined where the file is kept no more. */
async function stageSheet(
  { uploads, priceSheets, report }: Pick<Context, 'uploads' | 'priceSheets' | 'report'>,
  { file, upload, market }: DroppedSheet,
): Promise<StagedSheet | undefined> {
  const path = await uploads.locate(upload);
  return path === undefined ? undefined : await priceSheets.stage({ file, path, market }, report);
}

async function proposeSheet(context: Context, sheet: DroppedSheet): Promise<Proposal | Problem> {
  const found = await previewSheet(context, sheet);
  if (found.kind === 'problem') return found;
  if (changesNothing(found)) return problem('sheet-known', { file: sheet.file });
  const counts = countsSchema.parse(found);
  return {
    kind: 'propose',
    subject: { id: sheet.file, name: sheet.file },
    subjectVersion: null,
    changes: describeSheet(context.speech, found),
    confirm: true,
    approval: false,
    cautions: warnOfSheet(context.speech, context.organization.country, found),
    upload: sheet.upload,
    data: { sheet, counts } satisfies z.input<typeof dataSchema>,
  };
}

async function previewSheet(context: Context, sheet: DroppedSheet): Promise<PriceSheetPreview | Problem> {
  let staged: StagedSheet | undefined;
  try {
    staged = await stageSheet(context, sheet);
    return staged ? await staged.compare() : problem('sheet-gone');
  } catch (error) {
    if (!(error instanceof PriceSheetError)) throw error;
    return problem('sheet-at-fault', { file: error.file, fault: sayFault(context.speech, error) });
  } finally {
    await staged?.drop();
  }
}

function changesNothing({ isKnown, replaces, ...preview }: PriceSheetPreview): boolean {
  const { added, changed, removed, renamed } = preview;
  return isKnown || (replaces && added + changed + removed + renamed === 0);
}

function sameCounts(agreed: z.output<typeof countsSchema>, summary: PriceSheetSummary): boolean {
  return (Object.keys(agreed) as (keyof typeof agreed)[]).every((count) => agreed[count] === summary[count]);
}

/** Asked for without a file. */
async function tellHow({ priceSheets, speech }: Context): Promise<View> {
  const { t, format } = speech;
  const newest = await priceSheets.newest();
  const offered = await priceSheets.listOffered(shownOffered);
  const lead = t('prices.import/how');
  const points = [
    newest
      ? t('prices.import/newest', { month: format.month(newest.month), file: newest.file })
      : t('problems/no-prices/what'),
    ...offered.map(({ file, at, error }) =>
      error
        ? t('prices.import/folder-faulty', { file, fault: sayFault(speech, error) })
        : t('prices.import/folder-taken', { file, date: format.date(at) }),
    ),
    t('prices.import/forms'),
    t('prices.import/command-line'),
  ];
  return {
    kind: 'view',
    card: 'notice',
    title: t('prices.import/title'),
    summary: lead,
    model: {
      lead,
      leadSize: 'Large',
      detail: t('prices.import/how-detail'),
      points: points.map((text) => ({ text })),
    },
  };
}
