import { auditShow } from './audit/audit-show';
import { auditVerify } from './audit/audit-verify';
import { help } from './desk/help';
import { languageSet } from './desk/language-set';
import { requestsList } from './desk/requests-list';
import { undo } from './desk/undo';
import type { Operation } from './operation';
import { passwordReset } from './passwords/password-reset';
import { pricesFind } from './prices/prices-find';
import { usersList } from './users/users-list';
import { usersShow } from './users/users-show';

/** Every operation, in the order in which help and the command lists show them. */
export const operations: readonly Operation[] = [
  passwordReset,
  requestsList,
  usersList,
  usersShow,
  pricesFind,
  auditShow,
  auditVerify,
  undo,
  languageSet,
  help,
];
