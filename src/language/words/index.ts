import enDesk from './en/desk.json';
import enPasswords from './en/passwords.json';
import enUsers from './en/users.json';
import enRoles from './en/roles.json';
import enAudit from './en/audit.json';
import enPrices from './en/prices.json';
import enAccount from './en/account.json';
import enCatalog from './en/catalog.json';
import enBusinessProfile from './en/business-profile.json';
import enProfile from './en/profile.json';
import enOffers from './en/offers.json';
import frDesk from './fr/desk.json';
import frPasswords from './fr/passwords.json';
import frUsers from './fr/users.json';
import frRoles from './fr/roles.json';
import frAudit from './fr/audit.json';
import frPrices from './fr/prices.json';
import frAccount from './fr/account.json';
import frCatalog from './fr/catalog.json';
import frBusinessProfile from './fr/business-profile.json';
import frProfile from './fr/profile.json';
import frOffers from './fr/offers.json';

type Words = Record<string, Record<string, unknown>>;

/** Each group of operations has a file; a theme that several share (`problems`) is the sum of theirs. */
function merge(...files: Words[]): Words {
  const merged: Words = {};
  for (const file of files) {
    for (const [theme, entries] of Object.entries(file)) merged[theme] = { ...merged[theme], ...entries };
  }
  return merged;
}

/** What the desk says, by language. A key names an operation or a theme, then the place in it. */
export const words = {
  en: merge(
    enDesk,
    enPasswords,
    enUsers,
    enRoles,
    enAudit,
    enPrices,
    enAccount,
    enCatalog,
    enBusinessProfile,
    enProfile,
    enOffers,
  ),
  fr: merge(
    frDesk,
    frPasswords,
    frUsers,
    frRoles,
    frAudit,
    frPrices,
    frAccount,
    frCatalog,
    frBusinessProfile,
    frProfile,
    frOffers,
  ),
};
