import { z } from 'zod';
import type { BusinessProfile, PageContent } from '../../account/business-profile';
import { logoLimits, looksLikeImage, readLogo, type Logo, type LogoFlaw } from '../../account/logo';
import { problem, type Answer, type Context, type Effect, type Intake, type Problem } from '../operation';
import { readUpload } from '../read-upload';

/** A logo that was dropped into the chat: kept with its file until it is agreed on; or what is wrong with it. */
export const droppedLogoSchema = z.object({
  file: z.string().max(400),
  upload: z.string().optional(),
  flaw: z.enum(['type', 'broken', 'wide', 'large']).optional(),
  width: z.number().optional(),
});
export type DroppedLogo = z.output<typeof droppedLogoSchema>;

/** Pictures dropped into the chat are the company's logo. */
export const logoIntake: Intake = {
  recognises: ({ name, bytes }) => looksLikeImage(name, bytes),
  suits: ({ bytes }) => 'logo' in readLogo(bytes),
  async slots({ name, bytes }, uploads) {
    const read = readLogo(bytes);
    if ('flaw' in read) return { logo: { file: name, flaw: read.flaw, width: read.width } satisfies DroppedLogo };
    return { logo: { file: name, upload: await uploads.keep(bytes) } satisfies DroppedLogo };
  },
};

/** The dropped logo, read again from its file: a slot is believed nothing. */
export async function readDropped(
  { uploads }: Pick<Context, 'uploads'> | Pick<Effect, 'uploads'>,
  { file, upload, flaw, width }: DroppedLogo,
): Promise<{ logo: Logo; bytes: Buffer } | Problem> {
  if (flaw || !upload) return flawed(file, flaw ?? 'broken', width);
  const bytes = await readUpload(uploads, upload);
  if (!bytes) return problem('logo-gone', { file });
  const read = readLogo(bytes);
  return 'flaw' in read ? flawed(file, read.flaw, read.width) : { logo: read.logo, bytes };
}

function flawed(file: string, flaw: LogoFlaw, width = 0): Problem {
  return problem(`logo-${flaw}`, { file, width, most: logoLimits.width, kilobytes: logoLimits.bytes / 1024 });
}

/** What whoever agrees should know: a small or a tall logo is not advised (domain.md 1.4). */
export function warnOfLogo({ width, height }: Logo): string[] {
  return [
    ...(width < logoLimits.advised || height < logoLimits.advised ? ['cautions/logo-small'] : []),
    ...(height > width ? ['cautions/logo-tall'] : []),
  ];
}

/** How a logo is set: files come through the chat; with one there, it can be taken off. */
export function askForLogo({ speech: { t } }: Context, { draft }: BusinessProfile): Answer {
  const remove = {
    id: 'edit' as const,
    title: t('business-profile.edit/remove-logo'),
    request: { operation: 'business-profile.edit', slots: { remove: logoKey } },
  };
  return {
    kind: 'view',
    card: 'notice',
    title: t('business-profile.edit/title'),
    summary: t('business-profile.edit/ask-logo'),
    model: {
      lead: t('business-profile.edit/ask-logo'),
      leadSize: 'Large',
      detail: t('business-profile.edit/logo-rules', { most: logoLimits.width, advised: logoLimits.advised }),
      points: draft.logo ? [{ text: t('business-profile.edit/logo-today', { logo: describeLogo(draft.logo) }) }] : [],
    },
    buttons: draft.logo ? [remove] : [],
  };
}

/** Stands for the logo where locations have their keys. */
export const logoKey = 'logo';

/** `PNG, 300 × 120 px`: the same in every language. */
export function describeLogo({ type, width, height }: Logo): string {
  return `${type === 'jpeg' ? 'JPG' : type.toUpperCase()}, ${width} × ${height} px`;
}

/** A picture up to this size goes on the card itself, in bytes. */
const longestInline = 9 * 1024;
/** What a card has for a page and its picture together (teams.md, Limits: 24 kB), without buttons and what is always there. */
const cardRoom = 16 * 1024;

/** A logo as a `data:` URL, where it is small enough for a card. */
function inlineLogo({ type, bytes }: { type: Logo['type']; bytes: Buffer }): string | undefined {
  return bytes.length <= longestInline ? `data:image/${type};base64,${bytes.toString('base64')}` : undefined;
}

/** Where a dropped logo is drawn from, before it is agreed on and after; undefined where there is no way to it. */
export function droppedLogoUrl(
  { publicUrl }: Context,
  { logo, bytes }: { logo: Logo; bytes: Buffer },
  upload: string,
): string | undefined {
  const inline = inlineLogo({ type: logo.type, bytes });
  return inline ?? (publicUrl === null ? undefined : `${publicUrl}/logos/${logo.hash}?upload=${upload}`);
}

/** Where a card draws a page's logo from; null where there is none, or no way to it. */
export async function logoUrlOf({ account, publicUrl }: Context, content: PageContent): Promise<string | null> {
  const { logo } = content;
  const found = logo && (await account.businessProfiles.logo(logo.hash));
  if (!found) return null;
  const page = Buffer.byteLength(JSON.stringify(content));
  const inline = (found.bytes.length * 4) / 3 + 2 * page <= cardRoom ? inlineLogo(found) : undefined;
  if (inline) return inline;
  return publicUrl === null ? null : `${publicUrl}/logos/${logo.hash}`;
}
