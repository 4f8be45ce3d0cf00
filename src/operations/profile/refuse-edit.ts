import type { Profile, ProfileSection } from '../../account/profile/profile';
import { editableFields, lackingRight } from '../../account/profile/sections';
import { lockOf } from '../../account/profile/standing';
import { rolesWith, type Right } from '../../account/rights';
import { leadTo } from '../lead-to';
import { problem, type Context, type Problem } from '../operation';

/** Why these fields of a section, or any of it (no fields), can't be changed by the speaker, or by anyone. */
export function mayNotEdit(
  { speaker }: Context,
  profile: Profile,
  section: ProfileSection,
  ids: readonly string[],
): Problem | undefined {
  const right = lackingRight(speaker, section, ids);
  if (right) return lacksRight([right]);
  const lock = ids.map((id) => lockOf(profile, section, id)).find(Boolean);
  return lock && problem(`profile-locked-${lock}`);
}

export function lacksRight(needed: readonly Right[]): Problem {
  const roles = [...new Set(needed.flatMap((right) => rolesWith(right)))];
  return problem('lacks-right', { right: needed.length === 1 ? needed[0] : 'profile.edit', roles });
}

/** A section was named with a field that it does not have: which it has, and its form. */
export function noSuchField({ speaker, speech: { t, format } }: Context, section: ProfileSection): Problem {
  const names = editableFields(speaker, section).map(({ id }) => t(`profile-fields/${id}`));
  if (names.length === 0) return unknownField(t);
  return problem('profile-field-elsewhere', { section: t(`profile-sections/${section}`), fields: format.list(names) }, [
    {
      id: 'edit',
      title: t('profile.show/edit'),
      request: { operation: 'profile.edit', slots: { section } },
      form: true,
    },
  ]);
}

export function unknownField(t: Context['speech']['t']): Problem {
  return problem('profile-no-such-field', undefined, [leadTo(t, 'profile.show')]);
}
