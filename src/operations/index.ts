import { auditExport } from './audit/audit-export';
import { auditPostCheckpoints } from './audit/audit-post-checkpoints';
import { auditShow } from './audit/audit-show';
import { auditVerify } from './audit/audit-verify';
import { catalogMove } from './catalog/catalog-move';
import { catalogPin } from './catalog/catalog-pin';
import { catalogShow } from './catalog/catalog-show';
import { catalogUnpin } from './catalog/catalog-unpin';
import { businessProfileDelete } from './business-profile/business-profile-delete';
import { businessProfileEdit } from './business-profile/business-profile-edit';
import { businessProfilePublish } from './business-profile/business-profile-publish';
import { businessProfileShow } from './business-profile/business-profile-show';
import { businessProfileUnpublish } from './business-profile/business-profile-unpublish';
import { help } from './desk/help';
import { languageSet } from './desk/language-set';
import { requestsList } from './desk/requests-list';
import { undo } from './desk/undo';
import { welcome } from './desk/welcome';
import type { Operation } from './operation';
import { offersAcknowledge } from './offers/offers-acknowledge';
import { offersAcknowledgements } from './offers/offers-acknowledgements';
import { offersBroadcasts } from './offers/offers-broadcasts';
import { offersList } from './offers/offers-list';
import { offersPreview } from './offers/offers-preview';
import { offersRecall } from './offers/offers-recall';
import { offersRelease } from './offers/offers-release';
import { offersRequirePreview } from './offers/offers-require-preview';
import { offersSubscribe } from './offers/offers-subscribe';
import { offersSubscriptions } from './offers/offers-subscriptions';
import { offersUnsubscribe } from './offers/offers-unsubscribe';
import { offersWithhold } from './offers/offers-withhold';
import { passwordReset } from './passwords/password-reset';
import { pricesChanges } from './prices/prices-changes';
import { pricesExport } from './prices/prices-export';
import { pricesFind } from './prices/prices-find';
import { pricesHistory } from './prices/prices-history';
import { pricesImport } from './prices/prices-import';
import { permissionsShow } from './roles/permissions-show';
import { profileAddDocument } from './profile/profile-add-document';
import { profileEdit } from './profile/profile-edit';
import { profileFetchDocument } from './profile/profile-fetch-document';
import { profileRemoveDocument } from './profile/profile-remove-document';
import { profileShow } from './profile/profile-show';
import { rolesAssign } from './roles/roles-assign';
import { rolesList } from './roles/roles-list';
import { rolesRevoke } from './roles/roles-revoke';
import { rolesShow } from './roles/roles-show';
import { usersAdd } from './users/users-add';
import { usersBlock } from './users/users-block';
import { usersEdit } from './users/users-edit';
import { usersList } from './users/users-list';
import { usersRemove } from './users/users-remove';
import { usersRestore } from './users/users-restore';
import { usersShow } from './users/users-show';
import { usersUnblock } from './users/users-unblock';

/** Every operation, in the order in which help and the command lists show them. */
export const operations: readonly Operation[] = [
  passwordReset,
  requestsList,
  usersList,
  usersShow,
  usersAdd,
  usersEdit,
  usersBlock,
  usersUnblock,
  usersRemove,
  usersRestore,
  rolesList,
  rolesShow,
  rolesAssign,
  rolesRevoke,
  permissionsShow,
  businessProfileShow,
  businessProfileEdit,
  businessProfilePublish,
  businessProfileUnpublish,
  businessProfileDelete,
  catalogShow,
  catalogPin,
  catalogUnpin,
  catalogMove,
  profileShow,
  profileEdit,
  profileAddDocument,
  profileFetchDocument,
  profileRemoveDocument,
  pricesFind,
  pricesHistory,
  pricesChanges,
  pricesExport,
  offersList,
  offersSubscribe,
  offersUnsubscribe,
  offersSubscriptions,
  offersBroadcasts,
  offersPreview,
  offersRelease,
  offersWithhold,
  offersRecall,
  offersRequirePreview,
  offersAcknowledge,
  offersAcknowledgements,
  pricesImport,
  auditShow,
  auditExport,
  auditVerify,
  auditPostCheckpoints,
  undo,
  languageSet,
  help,
  welcome,
];
