import type { Migration } from 'kysely/migration';
import * as account from './0001-account';
import * as matters from './0002-matters';
import * as prices from './0003-prices';
import * as catalog from './0005-catalog';
import * as businessProfile from './0006-business-profile';
import * as profile from './0004-profile';
import * as pricesByMarket from './0008-prices';
import * as notices from './0007-notices';
import * as referenceLists from './0009-reference-lists';
import * as checkpointPlace from './0010-checkpoint-place';
import * as logos from './0011-logos';
import * as news from './0012-news';
import * as offeredSheets from './0013-offered-sheets';
import * as modelUsage from './0014-model-usage';
import * as documents from './0015-documents';
import * as documentComment from './0016-document-comment';
import * as mattersAtSize from './0017-matters-at-size';

/** Every migration in the order of its name; one that has landed is never edited, only followed. */
export const migrations: Record<string, Migration> = {
  '0001-account': account,
  '0002-matters': matters,
  '0003-prices': prices,
  '0005-catalog': catalog,
  '0006-business-profile': businessProfile,
  '0004-profile': profile,
  '0008-prices': pricesByMarket,
  '0007-notices': notices,
  '0009-reference-lists': referenceLists,
  '0010-checkpoint-place': checkpointPlace,
  '0011-logos': logos,
  '0012-news': news,
  '0013-offered-sheets': offeredSheets,
  '0014-model-usage': modelUsage,
  '0015-documents': documents,
  '0016-document-comment': documentComment,
  '0017-matters-at-size': mattersAtSize,
};
