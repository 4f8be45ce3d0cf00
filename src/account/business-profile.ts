import { createHash } from 'node:crypto';
import { z } from 'zod';
import { logoSchema, type Logo } from './logo';

/**
 * The company's public page, one per country (domain.md 1.4). What is edited is the draft; what customers see is the version
 * that was last published.
 */
export interface BusinessProfile {
  /** ISO 3166-1 alpha-2. */
  country: string;
  draft: PageContent;
  /** Null while the page is not public. */
  published: PageContent | null;
  /** ISO 8601; null while the page is not public. */
  publishedAt: string | null;
  /** Counts every change of draft and publication; 0 while nothing was ever written. */
  version: number;
}

/** The port to the business profiles. */
export interface BusinessProfiles {
  /** An empty one, of version 0, where none was written yet. */
  read(country: string): Promise<BusinessProfile>;
  /** Writes the profile as a whole, if the stored one still has its version. Returns whether it had. */
  save(profile: BusinessProfile): Promise<boolean>;
  /** Keeps a logo's bytes for the pages that name it. */
  keepLogo(logo: Logo, bytes: Buffer): Promise<void>;
  logo(hash: string): Promise<{ type: Logo['type']; bytes: Buffer } | undefined>;
  /** Deletes the logos that no page names, but for those that are kept for another reason. */
  forgetLogos(isKept: (hash: string) => boolean): Promise<void>;
}

/**
 * The closed lists of tags, by id; their names are words. domain.md 1.4 says that products and services are such lists, and
 * industries a choice of five; the lists themselves Microsoft publishes nowhere, so these are the desk's own.
 */
export const tagLists = {
  industries: [
    'agriculture',
    'automotive',
    'construction',
    'education',
    'energy',
    'finance',
    'government',
    'health',
    'hospitality',
    'insurance',
    'legal',
    'manufacturing',
    'media',
    'nonprofit',
    'professional-services',
    'real-estate',
    'retail',
    'telecommunications',
    'transport',
  ],
  products: [
    'azure',
    'business-central',
    'copilot',
    'defender',
    'dynamics-365',
    'entra',
    'fabric',
    'github',
    'intune',
    'microsoft-365',
    'power-bi',
    'power-platform',
    'purview',
    'sentinel',
    'sharepoint',
    'sql-server',
    'surface',
    'teams',
    'windows',
    'windows-server',
  ],
  services: [
    'adoption',
    'application-development',
    'consulting',
    'deployment',
    'hosting',
    'integration',
    'licensing',
    'managed-services',
    'migration',
    'project-management',
    'security-assessment',
    'support',
    'training',
  ],
  sizes: ['1-9', '10-49', '50-249', '250-999', '1000-plus'],
} as const;
export type TagList = keyof typeof tagLists;
export const tagListIds = ['industries', 'products', 'services', 'sizes'] as const satisfies readonly TagList[];

/** Single lines and the description; empty where nothing was written. */
export const textFieldIds = ['description', 'website', 'linkedin', 'email', 'phone'] as const;
export type TextField = (typeof textFieldIds)[number];

export const pageFieldIds = [
  'logo',
  'description',
  'industries',
  'products',
  'services',
  'skills',
  'sizes',
  'locations',
  'website',
  'linkedin',
  'email',
  'phone',
] as const;
export type PageField = (typeof pageFieldIds)[number];

/** A place of the company in the profile's country. */
const locationSchema = z.strictObject({
  addressLine1: z.string(),
  addressLine2: z.string().default(''),
  postalCode: z.string(),
  city: z.string(),
});
export type Location = z.infer<typeof locationSchema>;

const text = z.string().default('');
const tags = <Id extends string>(list: readonly Id[]) => z.array(z.enum(list)).default([]);

/** What stands on a page, as it is kept and as `env/sample-account.json` has it; what is left out is empty. */
export const pageSchema = z.strictObject({
  logo: logoSchema.nullable().default(null),
  description: text,
  website: text,
  linkedin: text,
  /** Who receives the leads (domain.md 1.4). */
  email: text,
  phone: text,
  industries: tags(tagLists.industries),
  products: tags(tagLists.products),
  services: tags(tagLists.services),
  skills: z.array(z.string()).default([]),
  /** Customers of every size are wanted until the company opts out of some (domain.md 1.4). */
  sizes: z.array(z.enum(tagLists.sizes)).default([...tagLists.sizes]),
  locations: z.array(locationSchema).default([]),
});
export type PageContent = z.infer<typeof pageSchema>;

export const emptyPage: PageContent = pageSchema.parse({});

/** Whether there is a profile to speak of: something is public, or something stands in the draft. */
export function isThere({ draft, published }: BusinessProfile): boolean {
  return published !== null || differingFields(emptyPage, draft).length > 0;
}

/** The fields in which two pages differ, in the page's order. */
export function differingFields(one: PageContent, other: PageContent): PageField[] {
  return pageFieldIds.filter((id) => JSON.stringify(one[id]) !== JSON.stringify(other[id]));
}

/** What a page can't be public without: who the company is, where it is, and who answers. */
export function missingToPublish(page: PageContent): PageField[] {
  return (['description', 'locations', 'email'] as const).filter((id) => page[id].length === 0);
}

/** An address in one line. */
export function writeAddress({ addressLine1, addressLine2, postalCode, city }: Location): string {
  return [addressLine1, addressLine2, `${postalCode} ${city}`.trim()].filter(Boolean).join(', ');
}

/** Tells the locations of a profile apart, in little room. */
export function locationKey(location: Location): string {
  return createHash('sha256').update(writeAddress(location)).digest('base64url').slice(0, 16);
}
