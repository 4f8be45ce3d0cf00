import { rulesOf } from '../../account/profile/countries';
import type { Fault } from '../../account/profile/checked';
import { samplePhone } from '../../account/profile/phone';
import type { Profile, ProfileSection, SectionFields } from '../../account/profile/profile';
import { isRequired, lackingRight, type ProfileField } from '../../account/profile/sections';
import { countryOf, exemptionChoices, fieldsOf, likelyValue, lockOf, valueOf } from '../../account/profile/standing';
import { writePhone } from '../../account/profile/write-phone';
import type { Context, Form } from '../operation';
import { notesOn } from './section-notes';

/** What a section's form shows besides today's values. */
export interface FormOptions {
  /** Only these fields of the section. */
  only?: readonly string[];
  /** What was typed already. */
  typed?: SectionFields;
  faults?: Readonly<Record<string, Fault>>;
  /** Whether the section was changed by somebody else while the form was open. */
  stale?: boolean;
}

/** The form of a section with the fields that the speaker may change; what was typed stays, with what is wrong beside it. */
export function sectionForm(
  { speaker, speech: { t, format } }: Context,
  profile: Profile,
  section: ProfileSection,
  { only, typed = {}, faults = {}, stale = false }: FormOptions = {},
): Form {
  const country = countryOf(profile);
  const fields = fieldsOf(profile, section).filter(
    ({ id, follows }) =>
      !follows &&
      (!only || only.includes(id)) &&
      !lackingRight(speaker, section, [id]) &&
      !lockOf(profile, section, id),
  );
  const isNew = profile.sections[section].version === 0 && !only;
  const ask = stale ? 'stale' : Object.keys(faults).length > 0 ? 'faulty' : isNew ? 'new' : 'ask';
  return {
    kind: 'form',
    question: t(`profile.edit/form-${ask}`, { section: t(`profile-sections/${section}`) }),
    note: only
      ? undefined
      : notesOn(profile, section)
          .map((key) => t(key))
          .join(' '),
    fields: fields.map((field) => ({
      id: field.id,
      label: t(`profile-fields/${field.id}`),
      value: typed[field.id] ?? (valueOf(profile, section, field.id) || likelyValue(profile, section, field.id)),
      required: isRequired(field, country),
      maxLength: field.maxLength,
      placeholder: placeholderOf(field),
      choices:
        field.kind === 'exemption'
          ? exemptionChoices(profile).map((state) => ({ title: t(`exemption/${state}`), value: state }))
          : undefined,
      error: errorOf(field.id),
    })),
    request: {
      operation: 'profile.edit',
      slots: { section, asked: fields.map(({ id }) => id), version: profile.sections[section].version },
    },
    action: 'save',
  };

  function placeholderOf({ kind }: ProfileField): string | undefined {
    if (kind === 'postalCode') return rulesOf(country)?.postalCode.sample;
    if (kind === 'taxNumber') return rulesOf(country)?.taxNumber.sample;
    if (kind === 'phone') return samplePhone(country);
    return kind === 'website' ? 'https://' : undefined;
  }

  function errorOf(id: string): string | undefined {
    const fault = faults[id];
    if (fault) return sayFault(fault);
    const today = valueOf(profile, section, id);
    const differs = stale && typed[id] !== undefined && typed[id] !== today;
    return differs ? t('profile.edit/today', { value: writePhone(today) || '—' }) : undefined;
  }

  function sayFault({ code, values = {} }: Fault): string {
    const { country: code2, domains, ...rest } = values;
    return t(`profile-faults/${code}`, {
      ...rest,
      country: typeof code2 === 'string' ? format.country(code2) : '',
      domains: Array.isArray(domains) ? format.list(domains.map(String), 'disjunction') : '',
    });
  }
}
