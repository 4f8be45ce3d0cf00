import { rulesOf } from './profile/countries';
import { z } from 'zod';
import type { Location, TagList, TextField } from './business-profile';
import { parseUserField } from './user-fields';

/**
 * How much a page holds. Source: domain.md 1.4 (description, industries, locations) and 1.1, Address limits (the lines of an
 * address). Skills are free tags for which no limits are known: these are the desk's own.
 */
export const pageLimits = {
  description: 2_500,
  webAddress: 200,
  email: 254,
  industries: 5,
  skills: 12,
  skill: 40,
  locations: 5,
  addressLine: 200,
  city: 100,
  postalCode: 12,
} as const;

/** Why a value can't stand: a code below `page-flaws/` of the words, with what its sentence names. */
export interface PageFlaw {
  code: string;
  values?: Record<string, unknown>;
}
export type Read<Value> = { value: Value; flaw?: undefined } | { value?: undefined; flaw: PageFlaw };

const flaw = (code: string, values?: Record<string, unknown>): { flaw: PageFlaw } => ({ flaw: { code, values } });

/** Reads what was typed for a text of the page; empty text empties it. */
export function readPageText(field: TextField, written: string): Read<string> {
  if (field === 'description') return readDescription(written);
  const line = oneLine(written);
  if (line === '') return { value: '' };
  switch (field) {
    case 'website':
      return readWebAddress(line);
    case 'linkedin':
      return readLinkedInPage(line);
    case 'email':
      return z.email().max(pageLimits.email).safeParse(line).success ? { value: line } : flaw('email');
    case 'phone': {
      const { value } = parseUserField('phone', line);
      return value ? { value } : flaw('phone');
    }
  }
}

/** Keeps paragraphs; blanks at the ends of lines and more than one empty line go. */
function readDescription(written: string): Read<string> {
  const value = written
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{C}\n\u200d]+/gu, ' ')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  const count = [...value].length;
  const most = pageLimits.description;
  return count > most ? flaw('description-long', { count, most, over: count - most }) : { value };
}

/** An http or https address of a named host on the internet; `https://` is added where no scheme was written. */
function readWebAddress(line: string): Read<string> {
  const parsed = parseWebAddress(line);
  return parsed ? { value: parsed.href } : flaw('web-address');
}

/** A company page: `linkedin.com/company/…`, not a person's own (domain.md 1.4). */
function readLinkedInPage(line: string): Read<string> {
  const parsed = parseWebAddress(line);
  const isPage =
    parsed &&
    /^([a-z]{2,3}\.)?linkedin\.com$/.test(parsed.host) &&
    /^\/(company|school|showcase)\/[^/]+/.test(parsed.path);
  return isPage ? { value: parsed.href } : flaw('linkedin-page');
}

function parseWebAddress(line: string): { href: string; host: string; path: string } | undefined {
  const hasScheme = /^[a-z][a-z\d+.-]*:(?!\d+(?:\/|$))/i.test(line);
  const address = hasScheme ? line : `https://${line}`;
  if (/\s/.test(address) || address.length > pageLimits.webAddress || !URL.canParse(address)) return undefined;
  const { protocol, hostname, pathname, username, password, href } = new URL(address);
  const isWeb = (protocol === 'https:' || protocol === 'http:') && !username && !password;
  const isNamed = /^(?:[a-z\d](?:[a-z\d-]*[a-z\d])?\.)+[a-z](?:[a-z\d-]*[a-z\d])$/.test(hostname);
  if (!isWeb || !isNamed) return undefined;
  return { href: pathname === '/' ? href.replace(/\/(?=$)/, '') : href, host: hostname, path: pathname };
}

/** Checks how many tags of a closed list were chosen. */
export function tagsFlaw(list: TagList, chosen: readonly string[]): PageFlaw | undefined {
  if (list === 'sizes' && chosen.length === 0) return { code: 'no-size' };
  const most = pageLimits.industries;
  return list === 'industries' && chosen.length > most
    ? { code: 'too-many-industries', values: { most, count: chosen.length } }
    : undefined;
}

/** Reads free tags from one text: between commas, semicolons or on lines of their own; each once. */
export function readSkills(written: string): Read<string[]> {
  const skills = new Map<string, string>();
  for (const part of written.split(/[,;\n]/)) {
    const skill = oneLine(part);
    if (skill !== '' && !skills.has(skill.toLowerCase())) skills.set(skill.toLowerCase(), skill);
  }
  const value = [...skills.values()];
  const long = value.find((skill) => skill.length > pageLimits.skill);
  if (long !== undefined) return flaw('skill-long', { skill: long.slice(0, pageLimits.skill), most: pageLimits.skill });
  const most = pageLimits.skills;
  return value.length > most ? flaw('too-many-skills', { most, count: value.length }) : { value };
}

export const addressFieldIds = ['addressLine1', 'addressLine2', 'postalCode', 'city'] as const;
export type AddressField = (typeof addressFieldIds)[number];
export type TypedAddress = Partial<Record<AddressField, string>>;

/** Reads an address of a country as it was typed; or says which of its fields are wrong. */
export function readAddress(
  typed: TypedAddress,
  country: string,
): { location: Location } | { flaws: Partial<Record<AddressField, PageFlaw>> } {
  const location = {
    addressLine1: oneLine(typed.addressLine1 ?? ''),
    addressLine2: oneLine(typed.addressLine2 ?? ''),
    postalCode: oneLine(typed.postalCode ?? '').toUpperCase(),
    city: oneLine(typed.city ?? ''),
  };
  const flaws = addressFieldIds.flatMap((id) => {
    const found = addressFlaw(id, location[id], country);
    return found ? [[id, found] as const] : [];
  });
  return flaws.length > 0 ? { flaws: Object.fromEntries(flaws) } : { location };
}

function addressFlaw(id: AddressField, line: string, country: string): PageFlaw | undefined {
  if (line === '') return id === 'addressLine2' ? undefined : { code: 'needed' };
  const most = id === 'postalCode' ? pageLimits.postalCode : id === 'city' ? pageLimits.city : pageLimits.addressLine;
  if (line.length > most) return { code: 'line-long', values: { most } };
  if (id === 'postalCode') return postalCodeFlaw(line, country);
  return /[\p{L}]/u.test(line) ? undefined : { code: 'no-letters' };
}

function postalCodeFlaw(line: string, country: string): PageFlaw | undefined {
  if (!/^[\p{L}\d](?:[\p{L}\d -]*[\p{L}\d])?$/u.test(line)) return { code: 'postal-code' };
  const rules = rulesOf(country)?.postalCode;
  const fits = !rules || rules.pattern.test(line.replace(/[\s-]/g, ''));
  return fits ? undefined : { code: 'postal-code-of-country', values: { sample: rules.sample } };
}

function oneLine(written: string): string {
  return written
    .normalize('NFC')
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim();
}
