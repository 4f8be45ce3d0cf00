import { phonePlanOf, postalCodeOf, taxNumberOf } from '../../account/countries';
import {
  editableFields,
  exemptionChoices,
  isRequired,
  lockOf,
  valueOf,
  type Profile,
  type ProfileField,
  type ProfileSection,
  type SectionFields,
} from '../../account/profile';
import type { Fault } from '../../account/profile-values';
import type { Context, Form, FormField } from '../operation';

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
  const fields = editableFields(speaker, section).filter(
    ({ id }) => (!only || only.includes(id)) && !lockOf(profile, section, id),
  );
  const ask = stale ? 'stale' : Object.keys(faults).length > 0 ? 'faulty' : 'ask';
  return {
    kind: 'form',
    question: t(`profile.edit/form-${ask}`, { section: t(`profile-sections/${section}`) }),
    fields: fields.map((field) => ({
      ...describe(field),
      value: typed[field.id] ?? valueOf(profile, section, field.id),
      error: errorOf(field.id),
    })),
    request: { operation: 'profile.edit', slots: { section, version: profile.sections[section].version } },
    action: 'save',
  };

  function describe(field: ProfileField): FormField {
    const { id, kind, maxLength } = field;
    return {
      id,
      label: t(`profile-fields/${id}`),
      required: isRequired(field, profile.organization),
      maxLength,
      placeholder: placeholderOf(field),
      choices:
        kind === 'exemption'
          ? exemptionChoices(profile).map((state) => ({ title: t(`exemption/${state}`), value: state }))
          : undefined,
    };
  }

  function placeholderOf({ kind }: ProfileField): string | undefined {
    const { country } = profile.organization;
    if (kind === 'postalCode') return postalCodeOf(country).sample;
    if (kind === 'taxNumber') return taxNumberOf(country).sample;
    if (kind === 'phone') return `+${phonePlanOf(country)?.calling ?? '1'} …`;
    return kind === 'website' ? 'https://' : undefined;
  }

  function errorOf(id: string): string | undefined {
    const fault = faults[id];
    if (fault) return sayFault(fault);
    const today = valueOf(profile, section, id);
    const differs = stale && typed[id] !== undefined && typed[id] !== today;
    return differs ? t('profile.edit/stale-today', { value: today || '—' }) : undefined;
  }

  function sayFault({ code, values = {} }: Fault): string {
    const { country, domains, ...rest } = values;
    return t(`profile-faults/${code}`, {
      ...rest,
      country: typeof country === 'string' ? format.country(country) : '',
      domains: Array.isArray(domains) ? format.list(domains.map(String), 'disjunction') : '',
    });
  }
}
